// Scores dates against TimeBank and AQUAINT: gold is every DATE or TIME whose value, its hour dropped, is a day, a month or a year.
import { newTallies, likeness, paired, shared } from './tally.mjs';

const VALUE = /^(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*)?$/;

const goldDates = ({ timexes }) => timexes.flatMap(({ type, value, start, end }) => {
  const found = type === 'DATE' || type === 'TIME' ? VALUE.exec(value) : null;
  return found ? [{ start, end, value: found[1] }] : [];
});

export function scoreCalendar(annotate, stories) {
  const tallies = newTallies();
  for (const story of stories) {
    const gold = goldDates(story);
    const found = annotate({ text: story.text, published: story.published }).dates.filter(({ value }) => VALUE.test(value));
    const pairs = paired(gold, found, (g, p) => (shared(g, p) ? likeness(g, p) : 0));
    tallies.add('date found', pairs.length, gold.length, found.length);
    tallies.add('date value', pairs.filter(([g, p]) => g.value === p.value).length, gold.length, found.length);
  }
  return tallies.scores();
}
