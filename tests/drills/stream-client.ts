import { get, type ClientRequest } from 'node:http';
import type { StoryEvent } from '@wiredesk/contracts';

export interface StreamEvent {
  readonly id: number | undefined;
  readonly event: string;
  readonly data: Partial<StoryEvent> & { readonly reason?: string; readonly from?: number; readonly to?: number };
}

/** How one connection went. */
export interface Connection {
  readonly events: number;
  /** It was cut in the midst of an event. */
  readonly cutMidEvent: boolean;
  readonly refused: boolean;
}

/** A reader of the stream that goes on behind the last whole event, as browsers do, and remembers what it was told. */
export interface StreamClient {
  readonly name: string;
  /** Reads from a gateway for `ms`, or `characters`, or until it has everything up to `upTo`; then it destroys the socket wherever it is. */
  readonly read: (url: string, until: { readonly ms: number; readonly characters?: number; readonly upTo?: number }) => Promise<Connection>;
  readonly last: () => number;
  /** Type by sequence. */
  readonly told: ReadonlyMap<number, string>;
  /** Stories that it holds a text of, by what it was told. */
  readonly held: ReadonlySet<string>;
  readonly gaps: readonly string[];
  readonly repeated: () => number;
  readonly faults: readonly string[];
}

const GONE: ReadonlySet<string> = new Set(['killed', 'withheld', 'expired', 'left']);

export function createStreamClient({ name, query, after }: { name: string; query: string; after: number }): StreamClient {
  const told = new Map<number, string>();
  const held = new Set<string>();
  const gaps: string[] = [];
  const faults: string[] = [];
  let [last, repeated] = [after, 0];
  const take = ({ id, event, data }: StreamEvent): void => {
    if (event === 'gap') gaps.push(`${data.reason} ${data.from}-${data.to}`);
    if (event === 'open' || event === 'gap') return;
    if (id === undefined || id !== data.sequence) return void faults.push(`${name}: an event with the id ${id} and the sequence ${data.sequence}`);
    if (id <= last) faults.push(`${name}: ${id} came behind ${last}`);
    if (told.has(id)) repeated++;
    told.set(id, event);
    if (GONE.has(event)) held.delete(data.storyId ?? '');
    else if (data.story !== undefined) held.add(data.storyId ?? '');
  };
  const read: StreamClient['read'] = (url, { ms, characters = Infinity, upTo = Infinity }) => new Promise((done) => {
    let [text, events, left] = ['', 0, characters];
    const end = (refused: boolean): void => {
      clearTimeout(timer);
      request.destroy();
      done({ events, refused, cutMidEvent: text.trim() !== '' });
    };
    const request: ClientRequest = get(`${url}/v1/stream${query}`, { agent: false, headers: { 'last-event-id': String(last) } }, (response) => {
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (left === 0) return;
        // What lies behind the cut was never read.
        text += chunk.slice(0, left);
        left -= Math.min(left, chunk.length);
        for (let at = text.indexOf('\n\n'); at >= 0; at = text.indexOf('\n\n')) {
          const one = eventOf(text.slice(0, at));
          text = text.slice(at + 2);
          if (one.data !== undefined) {
            take(one as StreamEvent);
            events++;
          }
          if (one.id !== undefined && one.id > last) last = one.id;
        }
        if (last >= upTo || left === 0) end(false);
      });
      response.on('error', () => { end(false); }).on('end', () => { end(false); });
      if (response.statusCode !== 200) faults.push(`${name}: the stream was answered with ${response.statusCode}`);
    });
    request.on('error', () => { end(true); });
    const timer = setTimeout(() => { end(false); }, ms);
  });
  return { name, read, told, held, gaps, faults, last: () => last, repeated: () => repeated };
}

function eventOf(block: string): Partial<StreamEvent> {
  const fields = new Map(block.split('\n').filter((line) => !line.startsWith(':')).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
  const [id, data] = [fields.get('id'), fields.get('data')];
  return { event: fields.get('event') ?? 'message', ...(id === undefined ? {} : { id: Number(id) }), ...(data === undefined ? {} : { data: JSON.parse(data) as StreamEvent['data'] }) };
}
