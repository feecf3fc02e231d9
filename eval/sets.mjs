// The sets that the built libraries are scored on. `paths` are below the data folder, or below the project for a set of our own; `library` is libs/extraction unless said.
import { join } from 'node:path';
import { scoreCalendar } from './calendar.mjs';
import { scoreCopies } from './copies.mjs';
import { json, jsonLines, stories, textOf } from './files.mjs';
import { furtherStories } from './further.mjs';
import { scoreGold } from './gold.mjs';
import { scoreNames } from './names.mjs';
import { scoreQuantities } from './quantities.mjs';
import { scoreToponyms } from './toponyms.mjs';

const gold = (id, title, { path, read = stories }) => ({
  id, title, paths: [path],
  score: ({ annotate, toGold }, [file]) => scoreGold(read(file).map((story) => [story, toGold(story, annotate({ text: story.text, published: story.published }))])),
});
const names = (id, title, file) => ({ id, title, paths: [file], score: ({ annotate }, [path]) => scoreNames(annotate, jsonLines(path)) });
const quantities = (id, title, files) => ({ id, title, paths: files, score: ({ annotate }, paths) => scoreQuantities(annotate, paths.flatMap(json)) });
const rtext = (part) => quantities(`rtext-${part}`, `R-Text ${part}, development half`, [join('figures', `rtext.${part}.dev.json`)]);

export const SETS = [
  { id: 'copies', title: 'near-duplicates, own pairs (tuned: thresholds were found on them; aside: they were not)', own: true, library: 'stories', paths: ['libs/stories/src/fixtures/copy-pairs.json'], score: (stories, [path]) => scoreCopies(stories, json(path)) },
  gold('gold', 'development gold', { path: join('gold', 'dev') }),
  gold('further', 'further gold, annotated by us: 148 stories', { path: join('gold', 'entities.train.jsonl.gz'), read: furtherStories }),
  gold('sample', 'the sample story', { path: join('gold', 'sample') }),
  quantities('newsquant', 'NewsQuant, development half', [join('figures', 'newsquant.dev.json')]),
  ...['currency', 'dimension', 'age', 'temperature'].map(rtext),
  { id: 'timebank', title: 'TimeBank and AQUAINT, development half (day, month and year values)', paths: [join('dates', 'tbaq.dev.jsonl')], score: ({ annotate }, [path]) => scoreCalendar(annotate, jsonLines(path)) },
  names('gmb', 'Groningen Meaning Bank, test (silver)', join('ner', 'gmb.test.jsonl.gz')),
  names('wikigold', 'Wikigold', join('ner', 'wikigold.jsonl.gz')),
  names('uner', 'Universal NER English, development', join('ner', 'uner.dev.jsonl.gz')),
  { id: 'tr-news', title: 'TR-News (places)', paths: [join('places', 'tr-news.xml')], score: ({ annotate }, [path]) => scoreToponyms(annotate, textOf(path)) },
];
