import type { RawItem } from '@wiredesk/contracts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes as they came: readable where they are UTF-8, base64 where they are not. Decoding `data` gives the same bytes again. */
export function originalOf(bytes: Uint8Array, contentType = 'application/octet-stream'): RawItem['original'] {
  try {
    return { contentType, encoding: 'utf8', data: utf8.decode(bytes) };
  } catch {
    return { contentType, encoding: 'base64', data: Buffer.from(bytes).toString('base64') };
  }
}
