import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { release, root } from './manifests.js';
import { heapFits } from './manifests-pod-policy.js';

export interface ComposeService {
  image?: string; build?: unknown; command?: string[]; environment?: Record<string, string>; depends_on?: Record<string, { condition: string }>;
  healthcheck?: { disable?: boolean; test?: string[] }; restart?: string; ports?: string[]; read_only?: boolean; cap_drop?: string[];
  security_opt?: string[]; mem_limit?: string; stop_grace_period?: string;
}
export interface ComposeFile { services: Record<string, ComposeService>; volumes?: Record<string, unknown> }

export const readText = (file: string): string => readFileSync(resolve(root, file), 'utf8');
export const parseCompose = (text: string): ComposeFile => parse(text, { merge: true }) as ComposeFile;

/** NAME=value lines. */
export function parseEnv(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

const PLACEHOLDER = /\$\{([A-Z_]+)(:\?[^}]+)?\}/g;

/** What compose makes of `${NAME:?message}` with the values of .env. */
export const filled = (value: string, values: Readonly<Record<string, string>>): string => value.replace(PLACEHOLDER, (_all, name: string) => values[name] ?? '');

export const isOurs = (service: ComposeService): boolean => service.build !== undefined;
const isOneShot = (service: ComposeService): boolean => service.restart === 'no';
/** Our image brings its own healthcheck. */
const hasHealthcheck = (service: ComposeService): boolean => service.healthcheck?.disable !== true && (service.healthcheck?.test !== undefined || isOurs(service));

/** Everything that `docker compose config` or a careful reader would object to, one sentence each. */
export function composeProblems(text: string, envText: string): string[] {
  const { services } = parseCompose(text);
  return [...variableProblems(text, envText), ...Object.entries(services).flatMap(([name, service]) => [
    ...orderProblems(name, service, services), ...hardeningProblems(name, service), ...(isOurs(service) ? ourProblems(name, service) : []),
  ])];
}

function variableProblems(text: string, envText: string): string[] {
  const values = parseEnv(envText);
  const used = [...text.matchAll(PLACEHOLDER)];
  const names = new Set(used.map(([, name]) => name ?? ''));
  return [
    ...used.filter(([, , message]) => message === undefined).map(([, name]) => `\${${name}}: says nothing when it is not set`),
    ...[...names].filter((name) => !values[name]).map((name) => `${name}: has no value in .env.example`),
    ...Object.keys(values).filter((name) => !names.has(name)).map((name) => `${name}: stands in .env.example, nothing uses it`),
  ];
}

function orderProblems(name: string, { depends_on: before = {} }: ComposeService, services: Readonly<Record<string, ComposeService>>): string[] {
  const holds: Record<string, (service: ComposeService) => boolean> = { service_healthy: hasHealthcheck, service_completed_successfully: isOneShot };
  return Object.entries(before)
    .filter(([other, { condition }]) => services[other] === undefined || holds[condition]?.(services[other]) !== true)
    .map(([other, { condition }]) => `${name}: waits for ${other} to be ${condition}, which it never is`);
}

function hardeningProblems(name: string, service: ComposeService): string[] {
  const rules: [string, boolean][] = [
    ['names a version of its image', /:\d[\w.-]*$/.test(service.image ?? '')],
    ['binds its ports to this machine', (service.ports ?? []).every((port) => port.startsWith('127.0.0.1:'))],
    ['drops all capabilities', service.cap_drop?.includes('ALL') === true],
    ['cannot gain privileges', service.security_opt?.includes('no-new-privileges:true') === true],
    ['has a memory limit', service.mem_limit !== undefined],
    // The broker's image writes its configuration into itself when it starts.
    ['has a read-only root', service.read_only === true || name === 'kafka'],
    ['has a healthcheck or is a one-shot', hasHealthcheck(service) || isOneShot(service)],
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => `${name}: not so: ${rule}`);
}

const SECONDS = /^(\d+)s$/;

function ourProblems(name: string, service: ComposeService): string[] {
  const problems = service.image === `wiredesk:${release}` ? [] : [`${name}: image ${service.image} does not carry release ${release}`];
  if (!heapFits(service.command ?? [], Number(/^(\d+)m$/.exec(service.mem_limit ?? '')?.[1]) * 2 ** 20)) problems.push(`${name}: --max-old-space-size is not 70 % of the memory limit`);
  const grace = Number(SECONDS.exec(service.stop_grace_period ?? '')?.[1]) * 1000;
  if (!isOneShot(service) && !(grace > Number(service.environment?.['DRAIN_TIMEOUT_MS']))) problems.push(`${name}: stop_grace_period is not longer than DRAIN_TIMEOUT_MS`);
  return problems;
}
