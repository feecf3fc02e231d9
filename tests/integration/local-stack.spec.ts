import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createKafka, untilLed } from '@wiredesk/eventlog';
import { createStack, deleteData, freePorts, logFileOf, outsideFolderOf, silentProgress, startKafka, startPostgres, type LocalKafka, type LocalPostgres, type StackOptions, type StackPlace } from '@wiredesk/local-stack';
import { Client } from 'pg';

const root = resolve(__dirname, '../..');
const homes: string[] = [];

function newHome({ open }: { open: boolean } = { open: true }): StackPlace {
  const home = mkdtempSync(join(tmpdir(), 'wiredesk-local-'));
  chmodSync(home, open ? 0o755 : 0o700);
  homes.push(home);
  return { root, home, env: process.env };
}

afterAll(() => {
  for (const home of homes) {
    deleteData({ home });
    rmSync(home, { recursive: true, force: true });
  }
});

describe('Kafka on this machine', () => {
  let place: StackPlace;
  let broker: LocalKafka;
  beforeAll(() => { place = newHome(); });
  afterAll(async () => { await broker.stop(); }, 60_000);

  const start = async (): Promise<LocalKafka> => {
    const [port, controllerPort] = await freePorts(2) as [number, number];
    return startKafka(place, { port, controllerPort });
  };
  const produce = async (value: string): Promise<void> => {
    const producer = createKafka({ brokers: [broker.brokers], clientId: 'test' }).producer();
    await producer.connect();
    await producer.send({ topic: 'kept', acks: -1, messages: [{ key: 'k', value }] });
    await producer.disconnect();
  };
  const admin = async <T>(ask: (admin: ReturnType<ReturnType<typeof createKafka>['admin']>) => Promise<T>): Promise<T> => {
    const client = createKafka({ brokers: [broker.brokers], clientId: 'test' }).admin();
    await client.connect();
    try {
      return await ask(client);
    } finally {
      await client.disconnect();
    }
  };
  const kept = (): Promise<number> => admin(async (client) => (await client.fetchTopicOffsets('kept')).reduce((sum, { high }) => sum + Number(high), 0));

  test('takes records as soon as it is started', async () => {
    broker = await start();
    await admin(async (client) => {
      await client.createTopics({ topics: [{ topic: 'kept', numPartitions: 2 }], waitForLeaders: false });
      await untilLed(client, ['kept']);
    });
    await produce('first');
    expect(await kept()).toBe(1);
  }, 180_000);

  test('keeps what it acknowledged when it is killed with kill -9, also on other ports', async () => {
    expect(await broker.process.kill()).toEqual({ code: null, signal: 'SIGKILL' });
    broker = await start();
    expect(await kept()).toBe(1);
    await produce('second');
    expect(await kept()).toBe(2);
  }, 120_000);

  test('creates no topic by use', async () => {
    expect(await admin((client) => client.listTopics())).toEqual(['kept']);
    const producer = createKafka({ brokers: [broker.brokers], clientId: 'test' }).producer({ retry: { retries: 0 } });
    await producer.connect();
    await expect(producer.send({ topic: 'misspelt', messages: [{ value: 'x' }] })).rejects.toThrow();
    await producer.disconnect();
    expect(await admin((client) => client.listTopics())).toEqual(['kept']);
  }, 60_000);

  test('that cannot start says so with its last words, and where the rest is', async () => {
    const broken = newHome();
    const data = join(broken.home, 'kafka', 'data');
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, 'meta.properties'), 'version=1\ncluster.id=of-another\nnode.id=99\n');
    const [port, controllerPort] = await freePorts(2) as [number, number];
    const refused = startKafka(broken, { port, controllerPort });
    await expect(refused).rejects.toMatchObject({ code: 'start-failed', message: expect.stringContaining(logFileOf(broken, 'kafka')) as string });
    await expect(refused).rejects.toThrow(/kafka ended with exit code 1[^]*node.?id/i);
  }, 120_000);
});

describe('Postgres on this machine', () => {
  const open: LocalPostgres[] = [];
  afterAll(async () => { await Promise.all(open.map((server) => server.stop())); }, 60_000);

  const start = async (place: StackPlace, note?: (text: string) => void): Promise<LocalPostgres> => {
    const server = await startPostgres(place, (await freePorts(1))[0]!, note === undefined ? {} : { note });
    open.push(server);
    return server;
  };
  const ask = async (server: LocalPostgres, sql: string): Promise<unknown> => {
    const client = new Client({ connectionString: server.databaseUrl });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };

  test('takes clients, and keeps what was committed when it is killed with kill -9', async () => {
    const place = newHome();
    const first = await start(place);
    await ask(first, 'create table kept as select 1 as n');
    await first.process.kill();
    const second = await start(place);
    expect(await ask(second, 'select n from kept')).toEqual([{ n: 1 }]);
    expect(await ask(second, "select 'é' < 'z' as by_code, current_setting('server_encoding') as encoding")).toEqual([{ by_code: false, encoding: 'UTF8' }]);
  }, 60_000);

  const asRoot = process.getuid?.() === 0 ? test : test.skip;
  if (process.getuid?.() !== 0) process.stderr.write('skipped: not root, so a folder that is closed to the database\'s user cannot be made\n');

  asRoot('finds another folder when the project is closed to its user, and says where', async () => {
    const place = newHome({ open: false });
    const notes: string[] = [];
    const server = await start(place, (text) => { notes.push(text); });
    expect(notes).toEqual([expect.stringContaining(outsideFolderOf(place.home))]);
    expect(await ask(server, 'select 1 as n')).toEqual([{ n: 1 }]);
  }, 60_000);
});

describe('a stack', () => {
  const options = async (place: StackPlace, more: Partial<StackOptions> = {}): Promise<StackOptions> => {
    const [gateway, ingest, enrichment, storage, postgres, kafka, controller] = await freePorts(7) as [number, number, number, number, number, number, number];
    return {
      ...place, ports: { gateway, ingest, enrichment, storage, postgres, kafka, controller }, apiKeys: { test: 'key' },
      progress: silentProgress, createTopics: () => Promise.resolve(), ...more,
    };
  };

  test('is refused before anything runs when a port is taken', async () => {
    const [port] = await freePorts(1);
    const holder = spawn(process.execPath, ['-e', `require('net').createServer().listen(${port}, '127.0.0.1', () => console.log('up'))`], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((done) => { holder.stdout.once('data', done); });
    const wanted = await options(newHome(), { portRemedy: 'take another' });
    const stack = createStack({ ...wanted, ports: { ...wanted.ports, storage: port! } });
    const refused = stack.start();
    await expect(refused).rejects.toMatchObject({ code: 'port-taken', message: expect.stringMatching(new RegExp(`port ${port}, which storage needs, is taken by pid ${holder.pid}[^]*take another`)) as string });
    expect(stack.running()).toEqual([]);
    await stack.stop();
    holder.kill();
  }, 60_000);

  test('is refused before anything runs when Java is missing', async () => {
    const stack = createStack(await options({ ...newHome(), env: { PATH: '/nowhere' } }));
    await expect(stack.start()).rejects.toMatchObject({ code: 'prerequisite-missing', exitCode: 5 });
    expect(stack.running()).toEqual([]);
    await stack.stop();
  }, 60_000);

  test('stopped while its servers start leaves nothing behind', async () => {
    const place = newHome();
    const stack = createStack(await options(place));
    const started = stack.start().then(() => 'started', () => 'stopped');
    while (!stack.running().includes('kafka')) await new Promise((done) => { setTimeout(done, 20); });
    await stack.stop();
    expect(await started).toBe('stopped');
    expect(stack.running()).toEqual([]);
    expect(readdirSync(join(place.home, 'run'))).toEqual([]);
  }, 120_000);
});
