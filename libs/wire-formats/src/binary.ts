/** First bytes of files that hold no text, and what they are. */
const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['PNG', [0x89, 0x50, 0x4e, 0x47]], ['JPEG', [0xff, 0xd8, 0xff]], ['GIF', [0x47, 0x49, 0x46, 0x38]], ['PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['ZIP', [0x50, 0x4b, 0x03, 0x04]], ['gzip', [0x1f, 0x8b]], ['bzip2', [0x42, 0x5a, 0x68]], ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]], ['ELF', [0x7f, 0x45, 0x4c, 0x46]], ['TIFF', [0x49, 0x49, 0x2a, 0x00]], ['TIFF', [0x4d, 0x4d, 0x00, 0x2a]],
  ['RIFF', [0x52, 0x49, 0x46, 0x46]], ['OLE', [0xd0, 0xcf, 0x11, 0xe0]],
];
/** The control characters that wires and text use: BEL BS TAB LF VT FF CR, SOH STX ETX EOT, DC1 to DC4, SYN, EM, SUB, ESC, FS. */
const WIRE_CONTROLS = new Set([1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 22, 25, 26, 27, 28]);
const SAMPLE = 4096;

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, i) => bytes[i] === byte);

/** A unit that text of wires does not have: most controls of C0 and C1, and what a decoder puts where it could not read. */
function isStrange(unit: number): boolean {
  if (unit < 0x20) return !WIRE_CONTROLS.has(unit);
  return (unit >= 0x80 && unit < 0xa0 && unit !== 0x85) || unit === 0xfffd || unit === 0xffff;
}

function strangeShare(sample: string): number {
  let strange = 0;
  for (let i = 0; i < sample.length; i++) if (isStrange(sample.charCodeAt(i))) strange++;
  return sample.length === 0 ? 0 : strange / sample.length;
}

/** Why these bytes are no text, or undefined. `text` is what they decode to, without NUL. */
export function binaryReason(bytes: Uint8Array, text: string): string | undefined {
  const magic = MAGIC.find(([, first]) => startsWith(bytes, first));
  if (magic !== undefined) return `a ${magic[0]} file`;
  const mostlyNul = text.length < bytes.length * 0.2;
  return mostlyNul || strangeShare(text.slice(0, SAMPLE)) > 0.05 ? 'control characters that no text has' : undefined;
}
