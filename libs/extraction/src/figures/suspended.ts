import type { Draft, Reading } from './draft.js';
import { lowerAt, pieceAt, sameSentence } from './pieces.js';
import { singularOf } from './words.js';

const REACH = 4;

const isSuspended = ({ pieces }: Reading, { kind, unit, coreLast }: Draft): boolean => kind === 'count' && unit === undefined && lowerAt(pieces, coreLast) === '-' && pieceAt(pieces, coreLast).join === 'glued';

const JOINTS: ReadonlySet<string> = new Set(['and', 'or', ',']);

/** "five American and one Afghan soldiers": an adjective before the joint, a noun only behind the second number. */
const leansOn = ({ pieces, mentions }: Reading, { head, last, value, kind }: Draft, next: Draft): boolean => {
  if (kind !== 'count' || head === undefined || next.head === undefined || value === 1 || next.first !== last + 1 || !JOINTS.has(lowerAt(pieces, last))) return false;
  const [piece, mention] = [pieceAt(pieces, head), mentions[head]];
  const adjective = mention?.entity.type === 'group' && singularOf(piece.text, piece.lower) === undefined;
  return adjective && next.head > next.coreLast && pieceAt(pieces, next.head).text === pieceAt(pieces, next.head).lower;
};

/** "two- and three-year terms", "five American and one Afghan soldiers": the first number takes the unit of the second. */
export const lendUnits = (reading: Reading, drafts: readonly Draft[]): void => {
  drafts.forEach((_, at) => {
    const [draft, next] = [drafts.at(-2 - at), drafts.at(-1 - at)];
    if (!draft || !next || at > drafts.length - 2 || next.unit === undefined) return;
    if (leansOn(reading, draft, next)) Object.assign(draft, { unit: next.unit });
    else if (isSuspended(reading, draft) && next.first - draft.last <= REACH && sameSentence(reading.pieces, draft.core, next.core)) Object.assign(draft, { kind: next.kind, unit: next.unit });
  });
};
