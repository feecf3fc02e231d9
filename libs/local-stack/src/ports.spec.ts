import { createServer, type AddressInfo, type Server } from 'node:net';
import { freePorts, holderOf, requireFreePorts } from './ports.js';
import { StackError } from './stack-error.js';

let server: Server;
let taken: number;
beforeEach(async () => {
  server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  taken = (server.address() as AddressInfo).port;
});
afterEach(async () => { await new Promise((resolve) => { server.close(resolve); }); });

test('a taken port is refused by its number, the name of what needs it, its holder and the remedy', async () => {
  const [free] = await freePorts(1);
  const refused = requireFreePorts([{ port: free!, name: 'gateway' }, { port: taken, name: 'ingest' }], 'do this');
  await expect(refused).rejects.toMatchObject({ code: 'port-taken', exitCode: 3 });
  const message = await refused.catch((error: unknown) => (error as StackError).message);
  expect(message).toContain(`port ${taken}, which ingest needs`);
  expect(message).not.toContain('gateway');
  expect(message).toContain('do this');
  expect(message).toContain(`pid ${process.pid}`);
});

test('every taken port is named at once', async () => {
  const message = await requireFreePorts([{ port: taken, name: 'kafka' }, { port: taken, name: 'postgres' }], '').catch((error: unknown) => (error as StackError).message);
  expect(message).toMatch(/2 ports .*\n.*kafka.*\n.*postgres/);
});

test('free ports are free, and different', async () => {
  const ports = await freePorts(20);
  expect(new Set(ports).size).toBe(20);
  await expect(requireFreePorts(ports.map((port) => ({ port, name: 'x' })), '')).resolves.toBeUndefined();
});

test('nobody holds a free port', async () => {
  const [free] = await freePorts(1);
  expect(holderOf(free!)).toBeUndefined();
});
