/** Elements whose content no reader sees; the list is this file's own, because it has to disagree when the other one is wrong. */
const UNSEEN = new Set(['head', 'script', 'style', 'template', 'noscript', 'title', 'textarea', 'svg', 'math', 'object', 'iframe', 'audio', 'video', 'canvas', 'select']);
const REFERENCE = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});|&(?:amp|lt|gt|quot|nbsp|copy|reg)(?![A-Za-z\d;])/y;

const isLetter = (unit: number): boolean => (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);

/** Where a tag ends, `>` inside quoted values not counted. */
function tagEnd(html: string, from: number): number {
  let quote = '';
  for (let i = from; i < html.length; i++) {
    const character = html[i] as string;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '>') return i + 1;
    else if ((character === '"' || character === "'") && html[i - 1] === '=') quote = character;
  }
  return html.length;
}

const nameAt = (html: string, at: number): string => /^<\/?([A-Za-z][\w:.-]*)/.exec(html.slice(at, at + 40))?.[1]?.toLowerCase() ?? '';

/** Behind the end of an element nobody sees; the end of everything when it is not closed. */
function behind(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}\\b`, 'gi');
  close.lastIndex = from;
  const found = close.exec(html);
  return found === null ? html.length : tagEnd(html, found.index);
}

/** Behind a comment, declaration or tag that begins at `at`; `at` itself when a bare `<` stands there. */
function skipMarkup(html: string, at: number): number {
  if (html.startsWith('<!--', at)) {
    const end = html.indexOf('-->', at + 2);
    return end < 0 ? html.length : end + 3;
  }
  if (html[at + 1] === '!' || html[at + 1] === '?') return tagEnd(html, at);
  const name = nameAt(html, at);
  if (name === '') return at;
  const end = tagEnd(html, at);
  return UNSEEN.has(name) && html[at + 1] !== '/' && html[end - 2] !== '/' ? behind(html, name, end) : end;
}

/**
 * The letters and digits of ASCII that HTML shows, by a walk that has nothing in common with the one that makes the text: no
 * parser, no tree, references left out. What it finds must be found in the text, in this order.
 */
export function shownLetters(html: string): string {
  const out: string[] = [];
  for (let i = 0; i < html.length;) {
    const unit = html.charCodeAt(i);
    REFERENCE.lastIndex = i;
    if (unit === 0x3c) {
      const next = skipMarkup(html, i);
      i = next > i ? next : i + 1;
    } else if (unit === 0x26 && REFERENCE.test(html)) i = REFERENCE.lastIndex;
    else {
      if (isLetter(unit)) out.push(html[i] as string);
      i++;
    }
  }
  return out.join('');
}

/** Every letter of `letters` is in the text, in order; references may have added some between them. */
export function holds(text: string, letters: string): boolean {
  let found = 0;
  let extra = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (!isLetter(unit)) continue;
    if (found < letters.length && unit === letters.charCodeAt(found)) found++;
    else extra++;
  }
  return found === letters.length && extra <= MOST_EXTRA + text.length / 100;
}

/** Letters that were written as references: few, or the walk that made the text shows what it should not. */
const MOST_EXTRA = 8;
