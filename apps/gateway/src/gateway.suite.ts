import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Entity, Figure, PublicStory, StoryEvent } from '@wiredesk/contracts';
import { freePorts, makeRoles, startPostgres } from '@wiredesk/local-stack';
import { Pool, type PoolConfig } from 'pg';

const root = resolve(__dirname, '../../..');

export interface TestDatabase {
  /** As the owner, who may do what storage does. */
  readonly pool: Pool;
  /** As the gateway comes to it. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** A pool that may outlive the server: the server may be stopped before a connection that was ended has gone. */
export function openPool(connectionString: string, options: Omit<PoolConfig, 'connectionString'>): Pool {
  const pool = new Pool({ connectionString, ...options });
  pool.on('error', () => undefined);
  return pool;
}

/** A real Postgres with the schema of storage's own command. */
export async function startDatabase(): Promise<TestDatabase> {
  const home = mkdtempSync(join(tmpdir(), 'wiredesk-gateway-'));
  chmodSync(home, 0o755);
  const [port = 0] = await freePorts(1);
  const postgres = await startPostgres({ root, home, env: {} }, port);
  const { owner, reader: url } = await makeRoles({ root, env: {} }, postgres.databaseUrl);
  const migrated = spawnSync(process.execPath, [join(root, 'apps/storage/dist/migrate.js')], { env: { DATABASE_URL: owner }, encoding: 'utf8' });
  if (migrated.status !== 0) throw new Error(migrated.stderr);
  const pool = openPool(owner, { max: 4 });
  return {
    pool, url,
    stop: async () => {
      await pool.end();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export interface TestGateway {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** The built gateway as a process of its own. `keys` are `name` or `name:scopes` → key. */
export async function startGateway(databaseUrl: string, keys?: Readonly<Record<string, string>>): Promise<TestGateway> {
  const [port = 0] = await freePorts(1);
  const digests = Object.entries(keys ?? {}).map(([name, key]) => `${name}=${createHash('sha256').update(key).digest('hex')}`).join(',');
  const child: ChildProcess = spawn(process.execPath, [join(root, 'apps/gateway/dist/main.js')], {
    env: { HTTP_PORT: String(port), DATABASE_URL: databaseUrl, API_KEYS: digests, LOG_LEVEL: 'warn' }, stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = new Promise<void>((done) => { child.once('exit', () => { done(); }); });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const ready = await fetch(`${url}/readyz`).then((response) => response.ok, () => false);
    if (ready) break;
    if (tries > 600 || child.exitCode !== null) throw new Error(`the gateway did not become ready (exit code ${child.exitCode})`);
    await new Promise((done) => { setTimeout(done, 50); });
  }
  return { url, stop: async () => { child.kill('SIGTERM'); await exited; } };
}

const mention = { start: 0, end: 3, text: 'Two', confidence: 1, rule: 'list' };
export const anEntity = (fields: Partial<Entity> & { name: string }): Entity => ({ id: fields.name, type: 'place', mentions: [mention], ...fields }) as Entity;
export const aFigure = (fields: Partial<Figure>): Figure => ({ start: 0, end: 3, text: `${fields.value ?? 'some'} ${fields.unit ?? ''}`, confidence: 1, rule: 'number', kind: 'count', comparator: 'eq', ...fields }) as Figure;

let ids = 0;
export const newId = (): string => (++ids).toString(16).padStart(32, '0');

/** A story as storage would show it; a test says only what matters to it. */
export function aStory({ entities = [], figures = [], language = 'en', attributions = [], ...fields }: Partial<Omit<PublicStory, 'language'>> & { entities?: Entity[]; figures?: Figure[]; language?: string; attributions?: unknown[] } = {}): PublicStory {
  const { storyId = newId(), text = 'Two bakers in Graz opened a shop.' } = fields;
  return {
    storyId, version: '1', contentHash: '0'.repeat(64), uri: `urn:test:${storyId}`, pubStatus: 'usable', signal: 'create', versionCreated: '2026-09-01T10:00:00.000Z',
    versionCreatedFrom: 'publisher', headlines: [{ value: 'Bakers open a shop' }], bodies: [{ contentType: 'text/plain', value: text }], text, feed: 'test', receivedAt: '2026-09-01T10:00:01.000Z',
    annotations: { engine: { version: 'test' }, language: { detected: language }, entities, figures, dates: [], attributions, quotes: [] }, ...fields,
  } as PublicStory;
}

const STATUS: Readonly<Record<string, string>> = { killed: 'killed', withheld: 'withheld', expired: 'expired' };
let instants = Date.parse('2026-09-01T10:00:00.000Z');

/** Writes an event and the story as it is after it, as storage does: in one transaction, with the next number. Returns the event. */
export async function tell(pool: Pool, type: StoryEvent['type'], story: PublicStory, fields: Partial<StoryEvent> = {}): Promise<StoryEvent> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ value: string }>("update counter set value = value + 1 where name = 'story-event' returning value");
    const shows = STATUS[type] === undefined;
    const event = {
      type, sequence: Number(rows[0]?.value), storyId: story.storyId, uri: story.uri, version: story.version, recordedAt: new Date(instants += 1000).toISOString(), ...fields,
      ...(shows ? { story } : {}),
    } as StoryEvent;
    await client.query('insert into outbox (sequence, story_id, type, event, recorded_at) values ($1, $2, $3, $4, $5)', [event.sequence, story.storyId, type, event, event.recordedAt]);
    await client.query(
      `insert into story (id, revision, status, version, text_version_key, text_content_hash, uri, feed, language, urgency, received_at, version_created, stored_at, changed_at,
         arrived_sequence, changed_sequence, state, public)
       values ($1, 1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $12, '{"heads": []}', $13)
       on conflict (id) do update set revision = story.revision + 1, status = excluded.status, version = excluded.version, text_version_key = excluded.text_version_key,
         text_content_hash = excluded.text_content_hash, changed_at = excluded.changed_at, changed_sequence = excluded.changed_sequence, public = excluded.public,
         version_created = excluded.version_created, urgency = excluded.urgency, language = excluded.language`,
      [story.storyId, STATUS[type] ?? 'usable', story.version, shows ? story.version : null, story.uri, story.feed, story.annotations.language.detected ?? null, story.urgency ?? null,
        story.receivedAt, story.versionCreated, event.recordedAt, event.sequence, shows ? JSON.stringify(story) : null]);
    await client.query('commit');
    return event;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
