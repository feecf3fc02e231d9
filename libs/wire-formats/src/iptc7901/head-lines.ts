/** The lines above the story, sorted by what they are. */
export interface HeadLines {
  readonly headline: string;
  readonly byline?: string;
  /** Tags in capitals on lines of their own: REFILE, 1ST LEAD, KILL KILL KILL. */
  readonly tags: readonly string[];
  /** What stands in brackets: priority, correction, genre, pictures, embargo. */
  readonly notes: readonly string[];
  /** Everything below. */
  readonly rest: string;
}

const MOST_LINES = 24;
/** A capital, because a headline may be broken before `von`. */
const BYLINE = /^(?:By|BY|Von|VON|Por|POR|Par|PAR|Da|Door)\s+\S/;
const TAG = /^[\p{Lu}\d\s.,*!:/-]{3,60}$/u;
const LEAD = /^(?:\d{1,2}(?:st|nd|rd|th)\s+)?(?:lead|ld|add|writethru|roundup|update|extra|urgent|flash|bulletin|refile|repeat|correction|corrected|preview|feature|advisory|exclusive)(?:\s+\d{1,2})?$/i;

/** The block above the first ` =`; without one, the lines above the first blank line, when they are few. */
function splitHead(content: string): { head: string[]; rest: string } {
  const lines = content.split('\n');
  const end = lines.slice(0, MOST_LINES).findIndex((line) => /=\s*$/.test(line));
  if (end >= 0) return { head: [...lines.slice(0, end), (lines[end] ?? '').replace(/=\s*$/, '')], rest: lines.slice(end + 1).join('\n') };
  const first = lines.findIndex((line) => line.trim() !== '');
  const blank = lines.findIndex((line, i) => i > first && line.trim() === '');
  if (first < 0 || blank < 0 || blank - first > 6) return { head: [], rest: content };
  return { head: lines.slice(first, blank), rest: lines.slice(blank).join('\n') };
}

const countOf = (text: string, character: string): number => text.split(character).length - 1;

/** Bells ring for what is urgent; outside brackets, the word before them is no part of the headline. */
const withoutBells = (line: string): string => (line.trimStart().startsWith('(') ? line : line.replace(/^\P{Cc}{0,30}\p{Cc}{2,}/u, '')).replace(/\p{Cc}+/gu, ' ');

/** Notes in brackets may run over several lines. */
function joinBrackets(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let open = false;
  for (const line of lines) {
    if (open) joined.push(`${joined.pop() ?? ''} ${line}`);
    else joined.push(line);
    const last = joined.at(-1) ?? '';
    open = last.startsWith('(') && countOf(last, '(') > countOf(last, ')') && last.length < 600;
  }
  return joined;
}

/** A tag is in capitals and names a stage of the story; a headline in capitals is the last line of its kind, so it is none. */
function isTag(line: string, isLast: boolean): boolean {
  if (LEAD.test(line)) return true;
  return TAG.test(line) && /^(?:KILL|HOLD|ATTENTION|EXTRA|URGENT|FLASH|BULLETIN|REFILE|REPEAT|CORRECT|WITHDRAW|\*|АНН|EMBARGO|ADVISORY|EDITORS)/u.test(line) && !(isLast && line.length > 40);
}

export function readHead(content: string): HeadLines {
  const { head, rest } = splitHead(content);
  const lines = joinBrackets(head.map((line) => withoutBells(line).replace(/\s+/g, ' ').trim()).filter((line) => line !== ''));
  const notes: string[] = [];
  const tags: string[] = [];
  const titles: string[] = [];
  let byline: string | undefined;
  lines.forEach((line, i) => {
    const note = /^\((.*?)\)?$/.exec(line)?.[1]?.trim();
    if (note !== undefined) notes.push(note);
    else if (byline === undefined && titles.length > 0 && BYLINE.test(line)) byline = line;
    else if (isTag(line, i === lines.length - 1 && titles.length === 0)) tags.push(line);
    else titles.push(line);
  });
  return { headline: titles.join(' '), tags, notes, rest, ...(byline === undefined ? {} : { byline }) };
}
