/** A body and what stands below it for editors. */
export interface BodyAndNotes {
  readonly body: string;
  /** The notebook: corrections, links, and names and telephone numbers that are not for publication. */
  readonly notebook?: string;
  /** Initials of writer and editor, `dpa abc yydd n1 sku`. */
  readonly initials?: string;
}

const NOTEBOOK = /^\s*(?:#{1,3}\s+\S|#{0,3}\s*(?:dpa[- ])?(?:notizblock|notebook|cuaderno de notas)\b\W*$|\*\s\*\s\*\s\*|---+\s*$)/i;
const NOT_PUBLIC = /^\s*(?:the following information is not (?:intended )?for publication|die folgenden informationen sind nicht zur ver(?:ö|oe)ffentlichung)/i;

/** The closing line: the agency's short name and what only initials look like. */
const isInitials = (line: string, agency: string): boolean =>
  new RegExp(`^${agency}(?: [\\p{L}\\d/.-]{1,8}){1,8}$`, 'u').test(line.trim()) && line.trim().length < 60;

/** A rule of dashes belongs to the notes only when notes follow it. */
function notebookAt(lines: readonly string[]): number {
  return lines.findIndex((line, i) => {
    if (NOT_PUBLIC.test(line)) return true;
    if (!NOTEBOOK.test(line)) return false;
    return !/^\s*---/.test(line) || lines.slice(i + 1, i + 4).some((next) => NOTEBOOK.test(next) && !/^\s*---/.test(next));
  });
}

export function cutNotes(rest: string, agency: string): BodyAndNotes {
  const lines = rest.split('\n');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const signed = /^[a-z]{2,8}$/.test(agency) && isInitials(lines[last] ?? '', agency);
  const initials = signed ? { initials: (lines[last] ?? '').trim() } : {};
  const shown = signed ? lines.slice(0, last) : lines;
  const at = notebookAt(shown);
  if (at < 0) return { body: shown.join('\n'), ...initials };
  const notebook = shown.slice(at).map((line) => line.trimEnd()).join('\n').trim();
  return { body: shown.slice(0, at).join('\n'), ...(notebook === '' ? {} : { notebook }), ...initials };
}
