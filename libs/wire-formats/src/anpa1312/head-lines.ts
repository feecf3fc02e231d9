/** The lines above the story: they begin with a caret or end with `<` or `=`. */
export interface AnpaHead {
  /** `BC-BKN--Heat-Hawks` */
  readonly keyword: string;
  /** `1st Ld-Writethru`, `2nd Add` ...; empty on the first. */
  readonly stage: string;
  readonly headline: string;
  readonly byline?: string;
  readonly bylineTitle?: string;
  readonly photos: readonly string[];
  /** `Eds:` and the like, for editors only. */
  readonly notes: readonly string[];
  readonly summaries: readonly string[];
  readonly body: string;
}

const STAGE = /(?:^|,\s*|\s)((?:\d{1,2}(?:st|nd|rd|th)\s+)?(?:ld|lead|add|writethru|sub|insert|urgent|correction|corrective|update|take|kill|hold|withhold|advisory)\b.*)$/i;
const NOTE = /^(?:eds?(?:itors)?[.:]|editors['’]? note|\$?adv\d*\b|for (?:immediate )?release|hold for|not for|embargo|with (?:ap )?(?:photo|graphic|video)|moved |ap (?:graphic|video|audio)|attention|kill|mandatory|bulletin|corrects?\b|correction|stands for|urgent)/i;
const PHOTO = /^(?:ap )?photos?\b/i;

const MOST_LINES = 60;
const MOST_WRAPPED = 8;
const MOST_KEYWORD = 300;

const isHeadLine = (line: string): boolean => /^\^/.test(line) || /[<=]\s*$/.test(line);
const clean = (line: string): string => line.replace(/^\^/, '').replace(/[<=]\s*$/, '').trim();

/** `keyword, version, words`: the version is what says that it is a later one. */
function readKeyword(written: string): { keyword: string; stage: string } {
  const line = written.slice(0, MOST_KEYWORD).replace(/\s+/g, ' ').trim();
  const withoutWords = line.replace(/, ?\d{0,5}$/, '');
  const stage = STAGE.exec(withoutWords)?.[1]?.trim() ?? '';
  const keyword = stage === '' ? withoutWords : withoutWords.slice(0, withoutWords.length - stage.length);
  return { keyword: keyword.replace(/[ ,]+$/, ''), stage };
}

interface Sorted {
  byline?: string;
  bylineTitle?: string;
  readonly titles: string[];
  readonly photos: string[];
  readonly notes: string[];
}

function sortLine(sorted: Sorted, line: { text: string; ends: string }): void {
  const { text } = line;
  if (text === '') return;
  if (sorted.byline === undefined && /^by [\p{Lu}]/iu.test(text)) sorted.byline = text;
  else if (sorted.byline !== undefined && sorted.bylineTitle === undefined && line.ends === '=') sorted.bylineTitle = text;
  else if (PHOTO.test(text)) sorted.photos.push(text);
  else if (NOTE.test(text)) sorted.notes.push(text);
  else sorted.titles.push(text);
}

/** A note that was wrapped: everything up to the `<` or `=` that ends it, but never into the story. */
function joinCarets(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let open = 0;
  for (const line of lines) {
    const continues = open > 0 && !/^(?:\^|\t| {3})/.test(line) && line.trim() !== '';
    if (continues) joined.push(`${joined.pop() ?? ''} ${line.trim()}`);
    else joined.push(line);
    const isOpen = (continues || line.startsWith('^')) && !/[<=]\s*$/.test(line);
    open = isOpen && open < MOST_WRAPPED ? open + 1 : 0;
  }
  return joined;
}

export function readHead(content: string): AnpaHead {
  const lines = joinCarets(content.replace(/^\s+/, '').split('\n'));
  const end = lines.findIndex((line, i) => i > 0 && line.trim() !== '' && (i > MOST_LINES || !isHeadLine(line)));
  const head = lines.slice(0, end < 0 ? lines.length : end).filter((line) => line.trim() !== '');
  const sorted: Sorted = { titles: [], photos: [], notes: [] };
  for (const line of head.slice(1)) sortLine(sorted, { text: clean(line), ends: line.trimEnd().slice(-1) });
  const [headline = '', ...summaries] = sorted.titles;
  const { byline, bylineTitle, photos, notes } = sorted;
  return {
    ...readKeyword(clean(head[0] ?? '')), headline, photos, notes, summaries,
    body: end < 0 ? '' : lines.slice(end).join('\n'),
    ...(byline === undefined ? {} : { byline }),
    ...(bylineTitle === undefined ? {} : { bylineTitle }),
  };
}

/** What stands for quotation marks and dashes in a six-bit code, as a printer sets it. Nothing else changes. */
export const typeset = (text: string): string =>
  text.replace(/``/g, '“').replace(/''/g, '”').replace(/`/g, "'").replace(/(^|\s)_(?=\s)/g, '$1—');

/** One line a paragraph: a tab or an indentation begins one. */
export function paragraphsOf(body: string): string {
  const paragraphs: string[] = [];
  let open = false;
  for (const line of body.split('\n')) {
    const text = line.replace(/\p{Cc}/gu, ' ').replace(/\s+/g, ' ').trim();
    if (text === '') open = false;
    else if (!open || /^(?:\t| {2,})/.test(line)) {
      paragraphs.push(text);
      open = true;
    } else paragraphs.push(`${paragraphs.pop() ?? ''} ${text}`);
  }
  return typeset(paragraphs.join('\n'));
}
