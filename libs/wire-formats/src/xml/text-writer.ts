/** Writes canonical text: collapses white space, puts line ends between blocks, tabs between cells, and knows where it stands. */
export interface TextWriter {
  readonly text: (data: string) => void;
  /** As `text`, but the line ends of the data are line ends of the text. */
  readonly lines: (data: string) => void;
  readonly block: () => void;
  readonly lineBreak: () => void;
  readonly openRow: () => void;
  readonly closeRow: () => void;
  readonly openCell: () => void;
  readonly closeCell: () => void;
  /** Holds the place of the next character that is written. */
  readonly mark: () => { readonly start: () => number };
  readonly length: () => number;
  readonly result: () => string;
}

/** What stands between the last character and the next one; the strongest wins. Tabs are counted beside it. */
type Gap = '' | ' ' | '\n';

/** A line this long that ends in a space before a line break was broken by a machine, not by a writer. */
const WRAPPED = { least: 40, most: 100 };

interface State {
  pieces: string[];
  length: number;
  gap: Gap;
  /** Where the current line begins. */
  lineStart: number;
  /** A space stood right before a line break that might have been a wrap. */
  soft: boolean;
  /** How many cells are open, one in the other. */
  cells: number;
  /** Cells of the current row that have been opened, and the tabs that their borders owe. */
  inRow: number;
  tabs: number;
  waiting: { at: number }[];
}

const widen = (state: State, gap: Gap): void => {
  if (gap === '\n') trimLine(state);
  if (state.gap !== '\n' && gap !== '') state.gap = gap;
};

function put(state: State, words: string): void {
  const tabs = '\t'.repeat(state.tabs);
  const gap = (state.length === 0 || (tabs !== '' && state.gap === ' ') ? '' : state.gap) + tabs;
  if (gap !== '') state.pieces.push(gap);
  state.length += gap.length;
  if (state.gap === '\n') state.lineStart = state.length;
  state.gap = '';
  state.tabs = 0;
  state.soft = false;
  for (const mark of state.waiting) mark.at = state.length;
  state.waiting = [];
  state.pieces.push(words);
  state.length += words.length;
}

/** No-break blanks at the end of a line set nothing apart. */
const NO_BREAK_BLANKS = new Set([0xa0, 0x2007, 0x202f]);

/** How many no-break blanks a piece ends with; almost always none, so the answer must cost nothing. */
function trailingBlanks(piece: string | undefined): number {
  if (piece === undefined) return 0;
  let at = piece.length;
  while (at > 0 && NO_BREAK_BLANKS.has(piece.charCodeAt(at - 1))) at -= 1;
  return piece.length - at;
}

function trimLine(state: State): void {
  const last = state.pieces.at(-1);
  const extra = trailingBlanks(last);
  if (last === undefined || extra === 0) return;
  state.pieces[state.pieces.length - 1] = last.slice(0, -extra);
  state.length -= extra;
}

const BLANKS = /[ \t\n\v\f\r]+/g;

/** One line of data: its inner white space becomes single blanks, that at its ends stands between it and its neighbours. */
function putLine(state: State, data: string): void {
  const line = data.replace(BLANKS, ' ');
  const words = line.trim() === '' ? '' : line.slice(line.startsWith(' ') ? 1 : 0, line.endsWith(' ') ? -1 : undefined);
  if (line.startsWith(' ') || words === '') widen(state, line === '' ? '' : ' ');
  if (words !== '') put(state, words);
  if (words !== '' && line.endsWith(' ')) widen(state, ' ');
}

function putLines(state: State, data: string): void {
  data.split(/\r\n?|\n/).forEach((line, index) => {
    if (index > 0) widen(state, state.cells === 0 ? '\n' : ' ');
    putLine(state, line);
  });
}

function lineBreak(state: State): void {
  const length = state.length - state.lineStart;
  const wrapped = state.gap === ' ' && length >= WRAPPED.least && length <= WRAPPED.most;
  // Two breaks in a row are a paragraph, whatever stood before the first.
  if (state.cells > 0) widen(state, ' ');
  else if (wrapped && !state.soft) {
    state.soft = true;
    state.lineStart = state.length;
  } else widen(state, '\n');
}

/** A row of a table within a cell is no line of its own. */
function startRow(state: State): void {
  if (state.cells > 0) return widen(state, ' ');
  widen(state, '\n');
  state.inRow = 0;
  state.tabs = 0;
}

export function textWriter(): TextWriter {
  const state: State = { pieces: [], length: 0, gap: '', lineStart: 0, soft: false, cells: 0, inRow: 0, tabs: 0, waiting: [] };
  const block = (): void => widen(state, state.cells > 0 ? ' ' : '\n');
  return {
    text: (data) => putLine(state, data),
    lines: (data) => putLines(state, data),
    block,
    lineBreak: () => lineBreak(state),
    openRow: () => startRow(state),
    closeRow: () => startRow(state),
    openCell: () => {
      if (state.cells > 0) widen(state, ' ');
      else {
        state.tabs += state.inRow > 0 ? 1 : 0;
        state.inRow += 1;
      }
      state.cells += 1;
    },
    closeCell: () => {
      state.cells -= 1;
      if (state.cells > 0) widen(state, ' ');
    },
    mark: () => {
      const place = { at: -1 };
      state.waiting.push(place);
      return { start: () => (place.at < 0 ? state.length : place.at) };
    },
    length: () => state.length - trailingBlanks(state.pieces.at(-1)),
    result: () => state.pieces.join(''),
  };
}
