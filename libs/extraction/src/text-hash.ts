const PRIME = 0x01000193;
const SEED = 0x811c9dc5 | 0;

/** FNV-1a over UTF-16 units. */
export const hashText = (text: string): number => {
  let value = SEED;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), PRIME);
  return value;
};
