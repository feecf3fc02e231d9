import type { EnrichedItem } from '@wiredesk/contracts';
import { createComparedTexts } from './compared-texts.js';
import type { Sql, StoryItemKey } from './story-desk.js';

const WORDS = 'Ada Quill of Norland Grain told Ilja Brand in Port Verrin that 4,711 sacks were lost when the sheds burned down on the night before the market.';
const itemOf = (n: number): EnrichedItem => ({ storyId: `s${n}`, version: '2', contentHash: `hash${n}`, text: `${WORDS} ${n}`, annotations: { fingerprint: '00000000000000ff' } }) as EnrichedItem;
const keyOf = ({ storyId, version, contentHash }: EnrichedItem): StoryItemKey => ({ storyId, version, contentHash });

/** A table of items that counts which texts were read. */
function tableOf(...items: readonly EnrichedItem[]): { sql: Sql; read: string[] } {
  const read: string[] = [];
  const query = (_text: string, [ids = []]: unknown[] = []): Promise<unknown> => {
    const asked = ids as string[];
    read.push(...asked);
    return Promise.resolve(items.filter(({ storyId }) => asked.includes(storyId))
      .map(({ storyId, version, contentHash, text, annotations }) => ({ story_id: storyId, version, content_hash: contentHash, text, fingerprint: annotations.fingerprint })));
  };
  return { sql: { query: query as Sql['query'] }, read };
}

test('a stored text is read once, and a text that came by itself not at all', async () => {
  const [one, two, three] = [itemOf(1), itemOf(2), itemOf(3)];
  const compared = createComparedTexts();
  const own = compared.of(one);
  const { sql, read } = tableOf(one, two, three);
  const found = await compared.among(sql, [one, two, two].map(keyOf));
  expect([...found.keys()]).toEqual([one, two].map(keyOf).map(compared.nameOf));
  expect(found.get(compared.nameOf(keyOf(one)))).toBe(own);
  expect(found.get(compared.nameOf(keyOf(two)))).toEqual(createComparedTexts().of(two));
  await compared.among(sql, [three, two, one].map(keyOf));
  expect(read).toEqual(['s2', 's3']);
});

test('what is not there is not found, and asked for again', async () => {
  const compared = createComparedTexts();
  const { sql, read } = tableOf();
  for (let n = 0; n < 2; n++) expect((await compared.among(sql, [keyOf(itemOf(7))])).size).toBe(0);
  expect(read).toEqual(['s7', 's7']);
});

test('of more texts than there is room for, those that were used longest ago are forgotten', async () => {
  const items = Array.from({ length: 8 }, (_, n) => itemOf(n));
  const compared = createComparedTexts(WORDS.length * 5);
  for (const item of items) compared.of(item);
  const { sql, read } = tableOf(...items);
  await compared.among(sql, [...items].reverse().map(keyOf));
  expect(read).toEqual(['s3', 's2', 's1', 's0']);
});

test('a text that is longer than all the room is compared, and not kept', async () => {
  const compared = createComparedTexts(10);
  const { sql, read } = tableOf(itemOf(1));
  for (let n = 0; n < 2; n++) expect((await compared.among(sql, [keyOf(itemOf(1))])).size).toBe(1);
  expect(read).toEqual(['s1', 's1']);
});
