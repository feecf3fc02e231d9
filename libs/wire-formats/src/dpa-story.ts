import { textDigest } from './identity.js';

/** What all formats of dpa carry of one story. `day` is the local day of its first version, `YYYY-MM-DD`. */
export interface DpaStory {
  readonly day: string;
  readonly headline: string;
}

const URN = /^urn:newsml:dpa\.com:\d{8}:(\d{2})(\d{2})(\d{2})-/;

/** The day that a dpa urn was given out, `YYYY-MM-DD`; undefined for every other identifier. */
export function dpaDayOf(urn: string): string | undefined {
  const match = URN.exec(urn);
  return match === null ? undefined : `20${match[1]}-${match[2]}-${match[3]}`;
}

/** Letters and digits alone: quotation marks, hyphens and line width differ between the formats. */
const bare = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * The name of a dpa story in every format. The IPTC 7901 form has no urn and its sequence numbers may be zero, so that day and
 * headline are all that the formats share; a correction keeps both. Undefined without a headline: then the urn must do.
 */
export function dpaStoryName({ day, headline }: DpaStory): string | undefined {
  const words = bare(headline);
  return words === '' ? undefined : `dpa:${day}:${textDigest(words).slice(0, 32)}`;
}

/** The name of the story of an item with a dpa urn; undefined for every other item. */
export function dpaStoryNameOf(uri: string, headline: unknown): string | undefined {
  const day = dpaDayOf(uri);
  return day === undefined || typeof headline !== 'string' ? undefined : dpaStoryName({ day, headline });
}
