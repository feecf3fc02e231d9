import { Writable } from 'node:stream';
import { createOutput } from './line-output.js';

test('who waits for a slow reader goes on when it has caught up', async () => {
  let read: () => void = () => undefined;
  const stream = new Writable({ highWaterMark: 4, write: (_chunk, _encoding, done) => { read = done; } });
  const output = createOutput(stream);
  await output.drained();
  output.line('more than four bytes');
  let waited = true;
  const drained = output.drained().then(() => { waited = false; });
  await Promise.resolve();
  expect(waited).toBe(true);
  read();
  await drained;
  expect(waited).toBe(false);
});

test('a reader that goes away ends the output quietly, also for who waits', async () => {
  const written: string[] = [];
  const stream = new Writable({ highWaterMark: 4, write: (chunk: Buffer, _encoding, done) => { written.push(chunk.toString()); setImmediate(() => { done(new Error('EPIPE')); }); } });
  const output = createOutput(stream);
  output.line('more than four bytes');
  await output.drained();
  output.line('nobody reads this');
  await output.close();
  expect(written).toEqual(['more than four bytes\n']);
});
