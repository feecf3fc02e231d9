import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { cleanText } from './text.js';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
/** Elements that a browser sets on lines of their own. */
const BLOCKS = words('address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section summary table tbody tfoot thead tr ul block hl1 hl2 media body.content body.head');
const HIDDEN = words('head script style template noscript title textarea svg math object iframe audio video canvas select');
const VOID = words('area base br col embed hr img input link meta param source track wbr');
const CELLS = words('td th');

/** The state of a walk over markup; text is collected as a browser would show it. */
interface Walk {
  readonly out: string[];
  hidden: number;
  hiddenBy: string;
  pre: number;
  /** White space or a line break that stands before the next character. */
  pending: '' | ' ' | '\t' | '\n';
}

function put(walk: Walk, text: string): void {
  if (walk.hidden > 0 || text === '') return;
  if (walk.pre > 0) {
    walk.out.push(walk.out.length === 0 ? '' : walk.pending, text);
    walk.pending = '';
    return;
  }
  // White space but the no-break ones runs together, as CSS `white-space: normal` has it.
  const shown = text.replace(/[ \t\n\r\f]+/g, ' ');
  const body = shown.startsWith(' ') ? shown.slice(1) : shown;
  if (shown.startsWith(' ') && walk.pending === '') walk.pending = ' ';
  if (body === '') return;
  if (walk.out.length > 0) walk.out.push(walk.pending);
  walk.out.push(body.endsWith(' ') ? body.slice(0, -1) : body);
  walk.pending = body.endsWith(' ') ? ' ' : '';
}

/** What an opening element does to the lines of the text. */
function setApart(walk: Walk, name: string): void {
  if (name === 'br') {
    if (walk.pending === '\n' && walk.out.length > 0) walk.out.push('\n');
    walk.pending = '\n';
  } else if (BLOCKS.has(name)) walk.pending = '\n';
  else if (CELLS.has(name) && walk.pending !== '\n') walk.pending = '\t';
}

function open(walk: Walk, name: string): void {
  // A browser ends an unclosed head where the first thing begins that cannot be in one.
  if (walk.hiddenBy === 'head' && BLOCKS.has(name)) walk.hidden = 0;
  if (walk.hidden > 0) {
    if (name === walk.hiddenBy) walk.hidden++;
  } else if (HIDDEN.has(name)) {
    walk.hidden = 1;
    walk.hiddenBy = name;
  } else setApart(walk, name);
  if (name === 'pre') walk.pre++;
}

function close(walk: Walk, name: string): void {
  if (walk.hidden > 0) {
    if (name === walk.hiddenBy) walk.hidden--;
  } else if (BLOCKS.has(name)) walk.pending = '\n';
  if (name === 'pre' && walk.pre > 0) walk.pre--;
}

/** The tokenizer keeps no tree, so that neither depth nor unclosed elements cost more than their length. */
function callbacks(html: string, walk: Walk): TokenizerCallbacks {
  let name = '';
  const nothing = (): void => undefined;
  return {
    ontext: (start, end) => { put(walk, html.slice(start, end)); },
    ontextentity: (codePoint) => { put(walk, codePoint === 0 ? '' : String.fromCodePoint(codePoint)); },
    onopentagname: (start, end) => { name = html.slice(start, end).toLowerCase(); open(walk, name); },
    onopentagend: nothing,
    onselfclosingtag: () => { if (!VOID.has(name)) close(walk, name); },
    onclosetag: (start, end) => { close(walk, html.slice(start, end).toLowerCase()); },
    oncdata: (start, end, offset) => { put(walk, html.slice(start, end - offset)); },
    onattribdata: nothing, onattribentity: nothing, onattribend: nothing, onattribname: nothing,
    oncomment: nothing, ondeclaration: nothing, onend: nothing, onprocessinginstruction: nothing,
  };
}

/**
 * The visible text of HTML or of a fragment of it: entities decoded once, one line a block, cells parted by a tab, white space
 * as a browser shows it. Linear in its input, whatever that is.
 */
export function htmlToText(html: string): string {
  const walk: Walk = { out: [], hidden: 0, hiddenBy: '', pre: 0, pending: '' };
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true, recognizeSelfClosing: true }, callbacks(html, walk));
  tokenizer.write(html);
  tokenizer.end();
  return cleanText(walk.out.join('')).trim();
}
