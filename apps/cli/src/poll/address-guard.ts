import { lookup as dnsLookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { PollFailure } from './poll-failure.js';

export interface Address {
  readonly address: string;
  readonly family: number;
}

export interface GuardPolicy {
  /** For tests of this program: 127.0.0.1 on any port, and nothing else. */
  readonly allowLoopback: boolean;
}

export interface AddressGuard {
  /** The addresses that a connection to this URL may use, resolved once. Rejects with a PollFailure `refused` or `unreachable`. */
  readonly resolve: (url: URL) => Promise<readonly Address[]>;
}

export interface GuardOptions extends GuardPolicy {
  /** The resolver of this machine, where nothing else is given. */
  readonly lookup?: (hostname: string) => Promise<readonly Address[]>;
}

const PORTS = new Set(['', '80', '443']);
const byResolver = (hostname: string): Promise<Address[]> => dnsLookup(hostname, { all: true });

/** Feeds are written by strangers: a poller that follows them anywhere would open our own network to them. */
export function createAddressGuard({ allowLoopback, lookup = byResolver }: GuardOptions): AddressGuard {
  return {
    resolve: async (url) => {
      const problem = urlProblem(url.href, { allowLoopback });
      if (problem !== undefined) throw new PollFailure('refused', `${url.origin}: ${problem}`);
      const hostname = hostOf(url);
      const addresses = ipaddr.isValid(hostname) ? [{ address: hostname, family: ipaddr.parse(hostname).kind() === 'ipv6' ? 6 : 4 }] : await resolved(hostname, lookup);
      // One private address among public ones is an attack or a mistake of theirs: either way nothing is fetched.
      const denied = addresses.find(({ address }) => !isAllowed(address, { allowLoopback }));
      if (denied !== undefined) throw new PollFailure('refused', `${hostname} resolves to ${denied.address}, which is not a public address`);
      return addresses;
    },
  };
}

/** Why a URL is not polled, as far as its letters tell; undefined when they are all right. */
export function urlProblem(text: string, { allowLoopback }: GuardPolicy): string | undefined {
  const url = URL.parse(text);
  if (url === null) return 'not a URL';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'only http and https are polled';
  if (url.username !== '' || url.password !== '') return 'no user or password in a URL: use the header authorization';
  const hostname = hostOf(url);
  if (allowLoopback) return ipaddr.isValid(hostname) && !isAllowed(hostname, { allowLoopback }) ? 'only 127.0.0.1 is polled under --allow-loopback' : undefined;
  if (!PORTS.has(url.port)) return 'only ports 80 and 443 are polled';
  return ipaddr.isValid(hostname) && !isAllowed(hostname, { allowLoopback }) ? 'not a public address' : undefined;
}

export const isLoopbackUrl = (text: string): boolean => URL.parse(text)?.hostname === '127.0.0.1';

/**
 * Only what is routed publicly: private, link-local, shared (CGNAT), unique local, loopback, multicast, documentation, transition
 * (6to4, Teredo, NAT64) and reserved ranges are not `unicast`; an IPv4 address in IPv6 clothes is judged as IPv4.
 */
export function isAllowed(address: string, { allowLoopback }: GuardPolicy): boolean {
  if (!ipaddr.isValid(address)) return false;
  return allowLoopback ? address === '127.0.0.1' : ipaddr.process(address).range() === 'unicast';
}

/** A literal of IPv6 stands in brackets in a URL; a name may end with the dot of the root. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

async function resolved(hostname: string, lookup: NonNullable<GuardOptions['lookup']>): Promise<readonly Address[]> {
  try {
    const addresses = await lookup(hostname);
    if (addresses.length > 0) return addresses;
  } catch (error) {
    throw new PollFailure('unreachable', `${hostname} cannot be resolved (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, { cause: error });
  }
  throw new PollFailure('unreachable', `${hostname} has no address`);
}
