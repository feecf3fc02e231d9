/** What windows-1252 makes of the bytes 0x80 to 0x9F, where it differs from Latin-1. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
const byteOf = new Map([...HIGH].map((character, i) => [character, 0x80 + i]));
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A UTF-8 sequence whose bytes were read as windows-1252: `Ã¼` for ü, `â€œ` for an opening quotation mark. */
const TAIL = `[\\u0080-\\u00BF${HIGH}]`;
const SEQUENCE = `(?:[\\u00C2-\\u00DF]${TAIL}|[\\u00E0-\\u00EF]${TAIL}{2}|[\\u00F0-\\u00F4]${TAIL}{3})`;
const SUSPECT = new RegExp(SEQUENCE, 'g');
const RUN = new RegExp(`${SEQUENCE}+`, 'g');
const ENOUGH = 2;
/** So many are looked at before it is decided. */
const SAMPLE = 1000;

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => byteOf.get(character) ?? character.charCodeAt(0));

function fix(run: string): string | undefined {
  try {
    return utf8.decode(bytesOf(run));
  } catch {
    return undefined;
  }
}

function sampleOf(text: string): string[] {
  const found: string[] = [];
  for (const [sequence] of text.matchAll(SUSPECT)) if (found.push(sequence) === SAMPLE) break;
  return found;
}

/**
 * Puts right text that was UTF-8 and had been decoded as windows-1252 upstream. Two sequences are proof enough; a single one
 * may be meant (a French capital before a quotation mark), so it is only flagged.
 */
export function repairMojibake(text: string): { text: string; mojibake?: 'repaired' | 'suspected' } {
  const found = sampleOf(text);
  const readable = found.filter((sequence) => fix(sequence) !== undefined).length;
  if (readable === 0) return { text };
  if (readable < ENOUGH || readable < found.length) return { text, mojibake: 'suspected' };
  return { text: text.replace(RUN, (run) => fix(run) ?? run), mojibake: 'repaired' };
}
