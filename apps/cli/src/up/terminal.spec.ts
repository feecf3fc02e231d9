import { createTerminal } from './terminal.js';

const TTY = { isTTY: true };

function written(output: { isTTY?: boolean }, colour = true): { text: () => string; terminal: ReturnType<typeof createTerminal> } {
  let text = '';
  const terminal = createTerminal({ ...output, write: (part) => { text += part; } }, { colour });
  return { text: () => text, terminal };
}

beforeEach(() => { jest.useFakeTimers(); });
afterEach(() => { jest.useRealTimers(); });

test('a step is one line with its name, its text and its seconds', async () => {
  const { text, terminal } = written({});
  expect(await terminal.progress({ name: 'kafka', text: '127.0.0.1:7075' }, () => Promise.resolve(42))).toBe(42);
  expect(text()).toMatch(/^ {2}kafka +127\.0\.0\.1:7075 +0\.0 s\n$/);
});

test('a step that fails says nothing of success', async () => {
  const { text, terminal } = written({});
  await expect(terminal.progress({ name: 'kafka', text: 'up' }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(text()).toBe('');
});

test('notes stand under the name of their step', async () => {
  const { text, terminal } = written({});
  await terminal.progress({ name: 'kafka', text: '' }, (note) => { note('fetching'); return Promise.resolve(); });
  expect(text()).toBe('  kafka        fetching\n');
});

test('away from a terminal nothing is coloured and what takes long is mentioned every ten seconds', () => {
  const { text, terminal } = written({});
  void terminal.progress({ name: 'storage', text: 'x' }, () => new Promise(() => undefined));
  jest.advanceTimersByTime(9_000);
  expect(text()).toBe('');
  jest.advanceTimersByTime(11_500);
  expect(text()).toBe('  ...          storage: 10 s so far\n  ...          storage: 20 s so far\n');
  expect(terminal.paint('red', 'word')).toBe('word');
});

test('on a terminal one live line is written over itself and gone at the end', () => {
  const { text, terminal } = written(TTY, false);
  void terminal.progress({ name: 'storage', text: 'x' }, () => new Promise(() => undefined));
  jest.advanceTimersByTime(200);
  terminal.close();
  expect(text().split('\n')).toHaveLength(1);
  expect(text().endsWith('storage 0.2 s\r\u001b[K')).toBe(true);
});

test.each([[TTY, true, '\u001b[31mword\u001b[39m'], [TTY, false, 'word'], [{}, true, 'word']])('colours need a terminal and a person who wants them (%j, %s)', (output, colour, painted) => {
  expect(written(output, colour).terminal.paint('red', 'word')).toBe(painted);
});
