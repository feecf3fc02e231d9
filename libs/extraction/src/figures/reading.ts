import type { Doc } from '../doc.js';
import type { Mention, Reading } from './draft.js';
import type { Piece } from './pieces.js';
import { piecesOf } from './pieces.js';

/** Index of the first piece that ends after the offset. */
const indexAt = (pieces: readonly Piece[], offset: number): number => {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
};

const cover = (pieces: readonly Piece[], { start, end }: { start: number; end: number }): [number, number] => {
  const first = indexAt(pieces, start);
  let last = first;
  while (last < pieces.length && (pieces[last]?.start ?? end) < end) last += 1;
  return [first, last];
};

export const readingOf = (doc: Pick<Doc, 'text' | 'tokens' | 'entities' | 'dates'>): Reading => {
  const pieces = piecesOf(doc);
  const mentions = new Array<Mention | undefined>(pieces.length).fill(undefined);
  for (const entity of doc.entities) {
    for (const mention of entity.mentions) {
      const [first, last] = cover(pieces, mention);
      mentions.fill({ entity, mention, first, last }, first, last);
    }
  }
  const dated = new Uint8Array(pieces.length);
  for (const date of doc.dates) dated.fill(1, ...cover(pieces, date));
  return { doc, pieces, mentions, dated };
};
