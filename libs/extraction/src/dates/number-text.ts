const isDigit = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
};
const isLetter = (text: string, at: number): boolean => {
  const letter = text.charAt(at);
  return letter.toLowerCase() !== letter.toUpperCase();
};

export interface Digits {
  readonly value: number;
  readonly length: number;
  readonly end: number;
}

/** The run of digits that begins at `at`; undefined when there is none or when it has more than four. */
export function digitsAt(text: string, at: number): Digits | undefined {
  let end = at;
  while (isDigit(text, end)) end += 1;
  const length = end - at;
  return length === 0 || length > 4 ? undefined : { value: Number(text.slice(at, end)), length, end };
}

/** True when the number ends here: no digit, letter, percent sign, or decimals follow. */
export function closes(text: string, at: number): boolean {
  if (isDigit(text, at) || isLetter(text, at) || text.charAt(at) === '%') return false;
  const mark = text.charAt(at);
  return !((mark === '.' || mark === ',' || mark === '/' || mark === ':') && isDigit(text, at + 1));
}

/** The year that "2009-10", "2001 - 8" or "1994-1997" ends with, given where the first year ends. */
export function rangeEnd(text: string, first: Digits): (Digits & { readonly start: number; readonly year: number }) | undefined {
  let at = first.end;
  while (text.charAt(at) === ' ') at += 1;
  if (text.charAt(at) !== '-' && text.charAt(at) !== '–' && text.charAt(at) !== '/') return undefined;
  at += 1;
  while (text.charAt(at) === ' ') at += 1;
  const last = digitsAt(text, at);
  if (!last || !closes(text, last.end) || last.length === 3) return undefined;
  const scale = 10 ** last.length;
  const year = last.length === 4 ? last.value : Math.floor(first.value / scale) * scale + last.value;
  return year > first.value && year - first.value < 100 ? { ...last, start: at, year } : undefined;
}
