/** Wire text is set in lines of about this width; lines that long were broken by a machine, not by a writer. */
const WIDTH = { least: 45, most: 100 };

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Most lines but the last of each paragraph run to the same width. */
function isWrapped(lines: readonly string[]): boolean {
  const inner = lines.filter((line, index) => line.trim() !== '' && (lines[index + 1] ?? '').trim() !== '');
  const long = inner.filter((line) => line.trim().length >= WIDTH.least && line.trim().length <= WIDTH.most);
  return inner.length >= 2 && long.length * 2 > inner.length;
}

/** The indentation that all lines share: what the file was set in, not what the writer meant. */
const baseIndent = (lines: readonly string[]): number =>
  lines.filter((line) => line.trim() !== '').reduce((least, line) => Math.min(least, indentOf(line)), 80);

/**
 * Paragraphs of preformatted text, one line each. Where the text was set to a width, lines are joined again; a blank line, an
 * indentation or a line that was left short begins the next paragraph. Nothing but white space changes.
 */
export function unwrapLines(raw: string): string {
  const lines = raw.replace(/\r\n?/g, '\n').split('\n').map((line) => line.replace(/\t/g, '    ').trimEnd());
  const wrapped = isWrapped(lines);
  const base = baseIndent(lines);
  const paragraphs: string[] = [];
  let previous = '';
  for (const line of lines) {
    const body = line.trim().replace(/[ \t]+/g, ' ');
    const joins = wrapped && body !== '' && previous.trim().length >= WIDTH.least && indentOf(line) - base < 2;
    if (joins) paragraphs.push(`${paragraphs.pop() ?? ''} ${body}`);
    else if (body !== '') paragraphs.push(body);
    previous = line;
  }
  return paragraphs.join('\n');
}
