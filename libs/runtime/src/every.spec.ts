import { every } from './every.js';
import { traceparentOf } from './tracing.js';

test('rounds never overlap, an error does not end them, and stop waits for the one in work', async () => {
  let working = 0;
  let rounds = 0;
  const errors: unknown[] = [];
  const repeated = every(1, async () => {
    expect(++working).toBe(1);
    rounds += 1;
    await new Promise((done) => { setTimeout(done, 5); });
    working -= 1;
    if (rounds === 2) throw new Error('second round');
  }, (error) => { errors.push(error); });
  while (rounds < 4) await new Promise((done) => { setTimeout(done, 1); });
  await repeated.stop();
  const ended = rounds;
  expect(working).toBe(0);
  await new Promise((done) => { setTimeout(done, 20); });
  expect(rounds).toBe(ended);
  expect(errors).toEqual([new Error('second round')]);
});

test.each([
  ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', true],
  ['00-00000000000000000000000000000000-00f067aa0ba902b7-01', false],
  ['garbage', false],
  [undefined, false],
])('the trace context %s is kept: %s', (header, kept) => {
  expect(traceparentOf(header) === header).toBe(kept);
  expect(traceparentOf(header)).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
});
