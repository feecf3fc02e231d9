import { digestOf, type EnrichedItem } from '@wiredesk/contracts';
import { joinAnnotations, type Placed } from './join-annotations.js';
import type { StoryState } from './story-state.js';

const utf8 = new TextEncoder();

/**
 * The takes of a story as one item: texts in order, parted by a newline, with a line in square brackets where a take is missing, and
 * annotations moved to where their text now stands. `items` may hold others too. Of a story in one piece it is that item.
 * Undefined when an item that the state shows is not among `items`.
 */
export function joinTakes(items: readonly EnrichedItem[], { text, takes, version }: StoryState): EnrichedItem | undefined {
  const shown = takes ?? (text === undefined ? [] : [{ number: 1, ...text }]);
  const parts = shown.map((take) => (take.version === undefined
    ? `[take ${take.number} is missing]`
    : items.find((item) => item.version === take.version && item.contentHash === take.contentHash)));
  const placed = place(parts);
  const [first] = placed;
  if (first === undefined || parts.includes(undefined)) return undefined;
  if (parts.length === 1) return first.item;
  return {
    ...first.item,
    version,
    contentHash: digestOf(utf8.encode(placed.map(({ item }) => item.contentHash).join('\n'))),
    text: parts.map((part) => (typeof part === 'object' ? part.text : part)).join('\n'),
    bodies: parts.flatMap((part) => (typeof part === 'object' ? part.bodies : [{ value: part ?? '' }])),
    annotations: joinAnnotations(placed),
  };
}

/** Where the text of each item begins in the joined text, in UTF-16 units. */
function place(parts: readonly (EnrichedItem | string | undefined)[]): Placed[] {
  let start = 0;
  return parts.flatMap((part) => {
    const at = start;
    const item = typeof part === 'object' ? part : undefined;
    start += (item?.text ?? String(part)).length + 1;
    return item === undefined ? [] : [{ item, start: at }];
  });
}
