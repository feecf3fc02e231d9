import type { Annotations } from '@wiredesk/contracts';
import { anItem, minute } from './an-item.suite.js';
import { applyItem, changedBetween } from './index.js';

type Figure = Annotations['figures'][number];
type Entity = Annotations['entities'][number];

const figure = (text: string, fields: Partial<Figure>): Figure =>
  ({ start: 0, end: text.length, text, kind: 'count', comparator: 'eq', confidence: 1, rule: 'test', ...fields }) as Figure;
const entity = (name: string, fields: Partial<Entity> = {}, role?: 'excluded'): Entity => ({
  id: name, type: 'place', name, mentions: [{ start: 0, end: 1, text: 'x', confidence: 1, rule: 'test', ...(role && { role }) }], ...fields,
}) as Entity;
const facts = (figures: Figure[], entities: Entity[] = []) => ({ figures, entities });
const none = { added: [], removed: [], altered: [] };

const soldiers = (value: number, text: string) => figure(text, { value, unit: 'soldier', event: 'released' });

test.each<[string, [ReturnType<typeof facts>, ReturnType<typeof facts>], unknown]>([
  ['nothing', [facts([soldiers(84, '84 soldiers')], [entity('Varna')]), facts([soldiers(84, '84 troops')], [entity('Varna')])], { figures: none, entities: none }],
  ['another value of the same thing', [facts([soldiers(84, '84 soldiers')]), facts([soldiers(86, '86 soldiers')])], { figures: { ...none, altered: ['84 soldiers → 86 soldiers'] }, entities: none }],
  ['another comparator', [facts([soldiers(84, '84 soldiers')]), facts([figure('more than 84 soldiers', { value: 84, unit: 'soldier', event: 'released', comparator: 'gt' })])], { figures: { ...none, altered: ['84 soldiers → more than 84 soldiers'] }, entities: none }],
  ['a denial', [facts([soldiers(84, '84 soldiers')]), facts([{ ...soldiers(84, 'not 84 soldiers'), polarity: 'denied' }])], { figures: { ...none, altered: ['84 soldiers → not 84 soldiers'] }, entities: none }],
  ['another range', [facts([figure('10 to 12 cars', { range: [10, 12], unit: 'car' })]), facts([figure('10 to 14 cars', { range: [10, 14], unit: 'car' })])], { figures: { ...none, altered: ['10 to 12 cars → 10 to 14 cars'] }, entities: none }],
  ['a figure more and one less', [facts([soldiers(84, '84 soldiers')]), facts([figure('32 countries', { value: 32, unit: 'country' })])], { figures: { added: ['32 countries'], removed: ['84 soldiers'], altered: [] }, entities: none }],
  ['one of two of a kind', [facts([soldiers(84, '84 soldiers'), soldiers(9, 'nine soldiers')]), facts([soldiers(9, '9 soldiers'), soldiers(85, '85 soldiers')])], { figures: { ...none, altered: ['84 soldiers → 85 soldiers'] }, entities: none }],
  ['a figure said twice', [facts([soldiers(84, '84 soldiers')]), facts([soldiers(84, '84 soldiers'), soldiers(84, 'the 84 soldiers')])], { figures: none, entities: none }],
  ['entities by link, not by name or id', [facts([], [entity('Kyiv', { id: '1', geonamesId: 703448 })]), facts([], [entity('Kiev', { id: '7', geonamesId: 703448 })])], { figures: none, entities: none }],
  ['an entity more', [facts([], []), facts([], [entity('Russia', { link: 'RU' })])], { figures: none, entities: { ...none, added: ['Russia'] } }],
  ['an entity shut out', [facts([], [entity('Russia', { link: 'RU' })]), facts([], [entity('Russia', { link: 'RU' }, 'excluded')])], { figures: none, entities: { ...none, altered: ['Russia → Russia (excluded)'] } }],
])('%s', (_name, [previous, next], changed) => {
  expect(changedBetween(previous, next)).toEqual(changed);
});

test('a correction says what it changed, once the text that it changes was shown', () => {
  const now = minute(60);
  const first = anItem({}, {}, { figures: [soldiers(84, '84 soldiers')] });
  const second = anItem({ version: '2', signal: 'correction' }, {}, { figures: [soldiers(86, '86 soldiers')] });
  const shown = applyItem(applyItem(undefined, first, { now }).state, second, { now });
  expect(shown.changes).toEqual([expect.objectContaining({ type: 'corrected', version: '2', changed: { figures: { ...none, altered: ['84 soldiers → 86 soldiers'] }, entities: none } })]);

  const withheld = anItem({ embargo: { until: minute(59), asWritten: '', rule: 'test' } }, {}, { figures: [soldiers(84, '84 soldiers')] });
  const released = applyItem(applyItem(undefined, withheld, { now: minute(50) }).state, second, { now });
  expect(released.changes).toEqual([expect.not.objectContaining({ changed: expect.anything() as unknown })]);
});

test('of tables with more than a thousand facts no changes are told', () => {
  const table = (value: number) => ({ figures: Array.from({ length: 1001 }, (_, row) => figure(`row ${row}`, { value: value + row, unit: `row ${row}` })) });
  const { state } = applyItem(undefined, anItem({}, {}, table(0)), { now: minute(60) });
  const { changes } = applyItem(state, anItem({ version: '2', signal: 'update' }, {}, table(1)), { now: minute(60) });
  expect(changes).toEqual([{ type: 'updated', version: '2', showsText: true, text: expect.objectContaining({ version: '2' }) as unknown }]);
  expect(JSON.stringify(state).length).toBeLessThan(2000);
});
