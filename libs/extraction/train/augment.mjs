// Writes further texts by putting another name of the same kind in a name's place: what stands around a name is learnt apart from the name.
import { oneOf } from './chance.mjs';

const ALIASES = [['U.S.', 'US'], ['U.N.', 'UN'], ['Kiev', 'Kyiv'], ['Burma', 'Myanmar'], ['Taleban', 'Taliban'], ['al-Qaida', 'al-Qaeda'], ["Shi'ite", 'Shiite'], ['E.U.', 'EU'], ['Hizballah', 'Hezbollah'], ['Ivory Coast', "Cote d'Ivoire"]];
const alias = new Map(ALIASES.flatMap(([a, b]) => [[a, b], [b, a]]));

const shape = (text) => `${Math.min(text.split(' ').length, 4)}${/^[A-Z.]+$/.test(text) ? 'A' : ''}${/s$/.test(text) ? 's' : ''}`;
const kindOf = ({ type, text, link }) => {
  if (type === 'place') return `place:${link === undefined ? '' : link.length === 2 ? 'c' : 'r'}:${shape(text)}`;
  return `${type}:${shape(text)}`;
};

export const pools = (texts, cities) => {
  const pool = new Map();
  const add = (key, text) => pool.set(key, [...(pool.get(key) ?? []), text]);
  const seen = new Set();
  for (const { text, mentions } of texts) {
    for (const { start, end, type, link } of mentions) {
      const name = text.slice(start, end);
      const key = kindOf({ type, text: name, link });
      if (seen.has(key + name)) continue;
      seen.add(key + name);
      add(key, name);
    }
  }
  for (const city of cities) add(kindOf({ type: 'place', text: city, link: 'XX' }), city);
  return pool;
};

/** One name is exchanged for one other throughout a text, and a surname with its full name. */
const exchanger = (pool, random) => {
  const chosen = new Map();
  return (mention, name) => {
    if (chosen.has(name)) return chosen.get(name);
    const other = random() < 0.5 ? (oneOf(pool.get(kindOf({ ...mention, text: name })) ?? [name], random) ?? name) : (random() < 0.3 ? (alias.get(name) ?? name) : name);
    chosen.set(name, other);
    if (mention.type === 'person' && name.includes(' ')) chosen.set(name.split(' ').at(-1), other.split(' ').at(-1));
    return other;
  };
};

/** The text with about half of its names exchanged. */
export const swapNames = ({ text, mentions, ...rest }, pool, random) => {
  const exchange = exchanger(pool, random);
  let out = '';
  let at = 0;
  const moved = [...mentions].sort((a, b) => a.start - b.start).map((mention) => {
    out += text.slice(at, mention.start);
    const start = out.length;
    out += exchange(mention, text.slice(mention.start, mention.end));
    at = mention.end;
    return { ...mention, start, end: out.length };
  });
  return { ...rest, text: out + text.slice(at), mentions: moved };
};

const SHORT = new Set(['a', 'an', 'and', 'as', 'at', 'but', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'over', 'the', 'to', 'with']);
const titled = (line) => line.replace(/[a-z][a-z'’]*(?![a-z])/g, (word, at) => (SHORT.has(word) || /[\p{L}\p{N}.'’-]/u.test(line[at - 1] ?? ' ') ? word : word[0].toUpperCase() + word.slice(1)));
const shouted = (line) => (line.toUpperCase().length === line.length ? line.toUpperCase() : line);

/** The text with its first line written as headlines are: capitals at every word, or capitals throughout. */
export const withHeadline = (sample, random) => {
  const end = sample.text.indexOf('\n');
  if (end < 0 || random() < 0.7) return sample;
  const line = sample.text.slice(0, end);
  return { ...sample, text: (random() < 0.5 ? titled(line) : shouted(line)) + sample.text.slice(end) };
};
