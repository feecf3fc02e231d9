// The kinds of questions, and what they ask for: drawn from stories drawn at random.
const SAMPLED = 3_000;

/** Numbers from 0 to 1, the same in every run (mulberry32). */
let state = 1;
export const restart = () => { state = 1; };
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}

const anyOf = (list) => list[Math.floor(random() * list.length)];

/** Parts of stories drawn at random. */
export async function sample(pool, count) {
  const numbers = Array.from({ length: SAMPLED }, () => 1 + Math.floor(random() * count));
  const { rows } = await pool.query(
    `select id, uri, feed, language, urgency, changed_sequence::int as changed, changed_at, public->'annotations'->'entities' as entities, public->'annotations'->'figures' as figures, left(public->>'text', 1500) as text
     from story where changed_sequence = any($1::bigint[]) order by changed_sequence`, [numbers]);
  return rows.map(({ text, ...row }) => ({ ...row, words: text.split(/[\s.]+/).filter((word) => word.length > 3) }));
}

export function questions([{ parseFilter }, { readStories, readStory }, { readFigures }, { readTimeline }, { readEntity }, { readOutboxPage }], stories) {
  const some = () => anyOf(stories);
  const entity = (wanted = () => true) => {
    for (;;) {
      const found = some().entities.filter(wanted);
      if (found.length > 0) return anyOf(found);
    }
  };
  const figure = () => {
    for (;;) {
      const found = some().figures.filter(({ event, value }) => event !== undefined && value !== undefined);
      if (found.length > 0) return anyOf(found);
    }
  };
  const asked = ({ unit, event, value }) => ({ unit, event, gte: String(value) });
  const word = () => anyOf(some().words);
  const country = () => entity(({ link, country: home }) => (link ?? home) !== undefined);
  const codeOf = ({ link, country: home }) => link ?? home;
  const list = (query) => (pool) => readStories(pool, { filter: parseFilter(query()), limit: 50 });
  const rough = (name) => `${name.slice(0, 2)}x${name.slice(3)}`;
  return {
    'newest 50': list(() => ({})),
    'newest 50, far down': (pool) => readStories(pool, { filter: parseFilter({}), before: some().changed, limit: 50 }),
    'one story': (pool) => readStory(pool, some().id),
    'entity': list(() => ({ entity: entity().name })),
    'entity, far down': (pool) => readStories(pool, { filter: parseFilter({ entity: entity().name }), before: some().changed, limit: 50 }),
    'entity and place': list(() => ({ entity: entity().name, place: entity(({ type }) => type === 'place').name })),
    'country, not another': list(() => { const wanted = codeOf(country()); return { country: wanted, '-country': codeOf(entity((one) => codeOf(one) !== undefined && codeOf(one) !== wanted)) }; }),
    'feed, language, urgency': list(() => ({ feed: some().feed, language: some().language, urgency: String(some().urgency) })),
    'feed and days': list(() => ({ feed: some().feed, since: some().changed_at.toISOString() })),
    'figure': list(() => asked(figure())),
    'figure without size': list(() => ({ unit: figure().unit, event: figure().event })),
    'figure and country': list(() => ({ ...asked(figure()), country: codeOf(country()) })),
    'one word': list(() => ({ q: word() })),
    'two words': list(() => ({ q: `${word()} ${word()}` })),
    'phrase': list(() => { const { words } = some(); const at = Math.floor(random() * (words.length - 2)); return { q: `"${words[at]} ${words[at + 1]}"` }; }),
    'word or word, not a third': list(() => ({ q: `${word()} or ${word()} -${word()}` })),
    'word, entity, days': list(() => ({ q: word(), entity: entity().name, since: some().changed_at.toISOString() })),
    'name, roughly': list(() => ({ name: rough(entity().name) })),
    'figures': (pool) => readFigures(pool, { filter: parseFilter(asked(figure())), limit: 50 }),
    'figures of a unit': (pool) => readFigures(pool, { filter: parseFilter({ unit: figure().unit }), limit: 50 }),
    'timeline': (pool) => readTimeline(pool, parseFilter(asked(figure())), 50),
    'entity page': (pool) => readEntity(pool, entity().name, parseFilter({})),
    'stream, resumed': (pool) => readOutboxPage(pool, { after: some().changed, limit: 200, judged: [], filtered: false }),
  };
}
