/** Text that every reader downstream accepts: well-formed Unicode, no NUL, no control characters but tab and line feed. */
const CONTROLS = /[^\P{Cc}\n\t]|[\uFFFE\uFFFF]/gu;
const BREAKS = /\r\n?|\u0085|\u2028|\u2029/g;

/** Line breaks become LF, control characters go, lone surrogates become U+FFFD. White space and composition stay as sent. */
export function cleanText(text: string): string {
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return withoutMark.replace(BREAKS, '\n').replace(CONTROLS, '').toWellFormed();
}

/** Canonical text: clean, and without white space at its end. */
export const canonicalText = (text: string): string => cleanText(text).trimEnd();

/** One line of text for a title or a slugline: white space runs become one blank. */
export const oneLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();

export const TITLE_LIMIT = 160;

/** The first line with anything on it, cut at 160 characters without splitting a pair. */
export function firstLine(text: string): string | undefined {
  for (const line of text.split('\n', 200)) {
    const found = oneLine(line.slice(0, 4 * TITLE_LIMIT));
    if (found !== '') return found.slice(0, TITLE_LIMIT).toWellFormed().replace(/\uFFFD$/, '');
  }
  return undefined;
}

/** A copy without the properties that are undefined; strings in it, however deep, are well-formed and without NUL. */
export function tidy(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '').toWellFormed() : value.toWellFormed();
  if (Array.isArray(value)) return value.map(tidy);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries.map(([key, entry]) => [key.toWellFormed().replaceAll('\0', ''), tidy(entry)]));
}
