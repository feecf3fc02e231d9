import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { watchUnused } from './unused-connections.js';

const opened: Socket[] = [];
afterEach(() => { for (const socket of opened.splice(0)) socket.destroy(); });

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  opened.push(socket);
  await once(socket, 'connect');
  return socket;
}

test('a server that closes waits for the connection that has asked, not for the one that has not', async () => {
  let [answer, asked] = [(): void => undefined, (): void => undefined];
  const heard = new Promise<void>((resolve) => { asked = resolve; });
  const server = createServer((_request, response) => {
    answer = (): void => { response.setHeader('connection', 'close').end('done'); };
    asked();
  });
  const closeUnused = watchUnused(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const accepted = new Promise<void>((resolve) => { let count = 0; server.on('connection', () => { if (++count === 2) resolve(); }); });
  const [silent, asking] = [await open(port), await open(port)];
  await accepted;
  asking.write('GET / HTTP/1.1\r\nhost: here\r\n\r\n');
  await heard;
  const closed = new Promise((resolve) => { server.close(resolve); });
  closeUnused();
  await once(silent, 'close');
  expect(asking.destroyed).toBe(false);
  answer();
  expect(String((await once(asking, 'data'))[0])).toContain('200 OK');
  expect(await closed).toBeUndefined();
});
