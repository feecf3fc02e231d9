/** What a reader can tell apart in the marked text. */
export type Layer = 'person' | 'organisation' | 'place' | 'group' | 'event' | 'other' | 'figure' | 'date' | 'source' | 'cue';

/** SGR codes (ECMA-48 section 8.3.117) of each layer. */
const CODES = {
  person: '36;1', organisation: '34;1', place: '32;1', group: '32', event: '35', other: '37;1', figure: '33;1', date: '35;1', source: '4', cue: '2',
} as const satisfies Record<Layer, string>;

export const RESET = '\u001b[0m';
export const open = (layer: Layer): string => `\u001b[${CODES[layer]}m`;

/** The words in the colour of their layer, or as they are. */
export const painted = (layer: Layer, words: string, colour: boolean): string => (colour ? `${open(layer)}${words}${RESET}` : words);
export const strong = (words: string, colour: boolean): string => (colour ? `\u001b[1m${words}${RESET}` : words);
export const faint = (words: string, colour: boolean): string => (colour ? `\u001b[2m${words}${RESET}` : words);
