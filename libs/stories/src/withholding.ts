import { bearsText, isKill, isLaterTake, versionOrder } from './entries.js';
import type { ItemEntry } from './story-state.js';

/** What keeps a text from the public: a hold or an embargo without an end, which only a later word ends, and an embargo until an instant. */
export interface Withholding {
  readonly hold: boolean;
  readonly endless: boolean;
  readonly until?: string;
  /** The act that may mean this story, when nothing else holds it. */
  readonly inDoubt?: string;
}

export const NOTHING: Withholding = { hold: false, endless: false };

/**
 * Walks the versions upwards. An item's own word on an embargo replaces what lower versions said. Silence keeps an embargo that has
 * an instant; of one without, an update is the later word that ends it, a correction, refile or repeat is not. Items
 * of the same version cannot be ordered, so the strictest of them holds.
 */
export function withholdingOf(sorted: readonly ItemEntry[]): Withholding {
  return byVersion(sorted.filter((entry) => !isKill(entry))).reduce(afterVersion, NOTHING);
}

function afterVersion(before: Withholding, items: readonly ItemEntry[]): Withholding {
  const replaces = items.some((entry) => (bearsText(entry) && !isLaterTake(entry)) || entry.signal === 'release');
  const stated = items.flatMap(({ embargo }) => (embargo === undefined ? [] : [embargo]));
  const ended = items.some(({ signal }) => signal === 'release') || (stated.length > 0 && replaces);
  const updated = items.some((entry) => !isLaterTake(entry) && (entry.signal === 'create' || entry.signal === 'update'));
  const kept = ended || before.until === undefined ? [] : [before.until];
  const until = [...stated.flatMap((embargo) => embargo.until ?? []), ...kept].sort().at(-1);
  return {
    hold: items.some(isHold) || (before.hold && !replaces),
    endless: stated.some((embargo) => embargo.until === undefined) || (before.endless && !ended && !updated),
    ...(until !== undefined && { until }),
  };
}

/** `withheld` beside an embargo with an instant is that embargo; beside anything else it is a hold. */
const isHold = (entry: ItemEntry): boolean => entry.signal === 'hold' || (entry.pubStatus === 'withheld' && entry.embargo === undefined);

function byVersion(sorted: readonly ItemEntry[]): ItemEntry[][] {
  const groups: ItemEntry[][] = [];
  for (const entry of sorted) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && versionOrder(last[0].version, entry.version) === 0) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}
