export interface WordChange {
  readonly op: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Beyond this many differing words two texts are told as one replaced by the other. */
const MAX_EDITS = 600;

/**
 * What turns one text into another, word by word with the white space behind each. Joined without what was removed it is the second text,
 * without what was added the first. (E. Myers, An O(ND) Difference Algorithm and Its Variations, 1986.)
 */
export function wordDiff(before: string, after: string): WordChange[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const [middleA, middleB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  return merged([
    ...a.slice(0, head).map(same),
    ...(shortestEdit(middleA, middleB) ?? [...middleA.map(removed), ...middleB.map(added)]),
    ...a.slice(a.length - tail).map(same),
  ]);
}

const wordsOf = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? [];
const same = (text: string): WordChange => ({ op: 'same', text });
const added = (text: string): WordChange => ({ op: 'added', text });
const removed = (text: string): WordChange => ({ op: 'removed', text });

/** Undefined when more than MAX_EDITS words differ. */
function shortestEdit(a: readonly string[], b: readonly string[]): WordChange[] | undefined {
  const reached: Map<number, number>[] = [];
  let furthest = new Map([[1, 0]]);
  for (let edits = 0; edits <= Math.min(MAX_EDITS, a.length + b.length); edits++) {
    reached.push(furthest);
    const next = new Map<number, number>();
    for (let k = -edits; k <= edits; k += 2) {
      const x = slide(a, b, [stepTo(furthest, k, edits), k]);
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return pathBack(a, b, reached);
    }
    furthest = next;
  }
  return undefined;
}

/** Down (a word added) or right (a word removed), whichever is further along diagonal `k`. */
const isDown = (furthest: ReadonlyMap<number, number>, k: number, edits: number): boolean =>
  k === -edits || (k !== edits && (furthest.get(k - 1) ?? 0) < (furthest.get(k + 1) ?? 0));
const stepTo = (furthest: ReadonlyMap<number, number>, k: number, edits: number): number =>
  (isDown(furthest, k, edits) ? furthest.get(k + 1) ?? 0 : (furthest.get(k - 1) ?? 0) + 1);

function slide(a: readonly string[], b: readonly string[], [from, k]: readonly [number, number]): number {
  let x = from;
  while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
  return x;
}

function pathBack(a: readonly string[], b: readonly string[], reached: readonly ReadonlyMap<number, number>[]): WordChange[] {
  const changes: WordChange[] = [];
  let [x, y] = [a.length, b.length];
  for (const [edits, furthest] of [...reached.entries()].reverse()) {
    const down = isDown(furthest, x - y, edits);
    const from = down ? x - y + 1 : x - y - 1;
    const fromX = furthest.get(from) ?? 0;
    for (; x > fromX && y > fromX - from; y--) changes.push(same(String(a[--x])));
    if (edits > 0) changes.push(down ? added(String(b[fromX - from])) : removed(String(a[fromX])));
    [x, y] = [fromX, fromX - from];
  }
  return changes.reverse();
}

function merged(changes: readonly WordChange[]): WordChange[] {
  const runs: { op: WordChange['op']; text: string[] }[] = [];
  for (const { op, text } of changes) {
    const last = runs.at(-1);
    if (last?.op === op) last.text.push(text);
    else runs.push({ op, text: [text] });
  }
  return runs.map(({ op, text }) => ({ op, text: text.join('') }));
}
