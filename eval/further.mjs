// 148 further stories, annotated by us by the guideline: figures, dates and attributions over runs of the sentences whose names are
// annotated in the data folder. The file here holds offsets and values only; the words stay where they are.
import { join } from 'node:path';
import { jsonLines } from './files.mjs';

const OWN = join(import.meta.dirname, 'further-gold.jsonl');

/** Stories in the gold format, their texts put together from the sentences of the data folder. */
export function furtherStories(sentencesFile) {
  const texts = new Map(jsonLines(sentencesFile).map(({ sentence, text }) => [sentence, text]));
  return jsonLines(OWN).map(({ sentences: [first, last], ...story }) => ({
    ...story, text: Array.from({ length: last - first + 1 }, (_, at) => texts.get(first + at)).join('\n'),
  }));
}
