import { decodeJson, type Rejection } from '@wiredesk/contracts';

const encoder = new TextEncoder();

/** The lines of NDJSON: at least two, and every one begins and ends as an object does. Undefined for everything else. */
export function jsonLines(text: string): string[] | undefined {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return lines.length > 1 && lines.filter((line) => line.startsWith('{')).length === lines.length && lines.filter((line) => line.endsWith('}')).length > lines.length / 2 ? lines : undefined;
}

/** The value of one line, or why it has none. */
export function lineValue(line: string): { readonly value: unknown } | { readonly rejection: Rejection } {
  const json = decodeJson(encoder.encode(line));
  if (json.ok) return { value: json.value };
  const code = json.code === 'undecodable' ? 'malformed' : json.code;
  return { rejection: { code, message: json.message.slice(0, 300), rule: 'ndjson', hint: 'one JSON object a line', ...(json.pointer === undefined ? {} : { pointer: json.pointer }) } };
}
