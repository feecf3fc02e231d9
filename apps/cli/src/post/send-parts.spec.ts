import { aDoor } from './a-receipt.suite.js';
import { NotTaken, sendParts, type Part } from './send-parts.js';

const part = (text: string, name = `${text}.txt`): Part => ({ name, bytes: Buffer.from(text), contentType: 'text/plain' });
let door: ReturnType<typeof aDoor>;
beforeEach(() => { door = aDoor(); });
const send = (texts: readonly (string | Part)[], salt = 's'): ReturnType<typeof sendParts> => sendParts(texts.map((text) => (typeof text === 'string' ? part(text) : text)), { send: door.send, salt });

test('one part is the body itself', async () => {
  expect(await send(['one'])).toMatchObject([{ receipts: [{ id: 'of one', status: 'accepted' }] }]);
  expect(door.requests.map(({ request }) => [Buffer.from(request.body).toString(), request.contentType])).toEqual([['one', 'text/plain']]);
});

test('several parts go in one request, their bytes untouched, and each gets its own receipts, whatever it is called', async () => {
  const odd = [part('line\r\nfeed', 'a "quoted" name.txt'), part('twice', 'same/name.txt'), part('bad', 'name.txt'), part('Füße', 'Fuß.txt')];
  const outcomes = await send(odd);
  expect(door.requests).toHaveLength(1);
  expect(door.requests[0]!.texts).toEqual(['line\r\nfeed', 'twice', 'bad', 'Füße']);
  expect(outcomes.map(({ receipts }) => receipts.map(({ id, status, part: token }) => [id, status, token]))).toEqual([
    [['of line\r\nfeed', 'accepted', undefined]], [['of twice', 'accepted', undefined], ['of twice', 'accepted', undefined]], [['of bad', 'rejected', undefined]], [['of Füße', 'accepted', undefined]],
  ]);
});

test('a part that sinks a request is found by halves; its neighbours are taken', async () => {
  const outcomes = await send(['a', 'b', 'bomb', 'd', 'e']);
  expect(outcomes.map(({ receipts, problem }) => receipts[0]?.status ?? problem?.code)).toEqual(['accepted', 'accepted', 'too-large', 'accepted', 'accepted']);
});

test('a part without any entry is told so', async () => {
  door.answerInstead(() => ({ is: 'settled', receipts: [] }));
  expect(await send(['a', 'b'])).toMatchObject([{ problem: { code: 'empty-body' } }, { problem: { code: 'empty-body' } }]);
});

test('the key is the same for the same parts, and another for other bytes, names, borders or another salt', async () => {
  for (const [parts, salt] of [[['ab', 'c'], 's'], [['ab', 'c'], 's'], [['a', 'bc'], 's'], [['ab', part('c', 'd')], 's'], [['ab', 'c'], 't']] as const) await send([...parts], salt);
  const keys = door.requests.map(({ request }) => request.idempotencyKey);
  expect(keys[0]).toBe(keys[1]);
  expect(new Set(keys).size).toBe(4);
});

test('what was not taken is thrown, and a refused key ends with the exit code of it', async () => {
  door.answerInstead(() => ({ is: 'later', problem: { code: 'overloaded', message: 'too much', hint: 'wait' } }));
  await expect(send(['a', 'b'])).rejects.toThrow(NotTaken);
  await expect(send(['a'])).rejects.toMatchObject({ exitCode: 3, message: 'too much (wait)' });
  door.answerInstead(() => ({ is: 'key-refused', problem: { code: 'unauthenticated', message: 'no key' } }));
  await expect(send(['a', 'b'])).rejects.toMatchObject({ exitCode: 4 });
});
