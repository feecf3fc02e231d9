import type { HeadlineAct } from './headline-acts.js';

/** Part of a story that is sent in pieces. */
export interface Take {
  readonly key: string;
  readonly number: number;
  readonly of?: number;
}

/**
 * A take as agencies write it into a slugline: Reuters `SLUG =2` or `SLUG (TAKE 2)`, AP `BC-Slug, 1st Add` (the add is the
 * second piece). A lead or writethru replaces the whole story and is no take.
 */
export function takeOf(slugline: string | undefined): Take | undefined {
  const slug = slugline?.slice(0, 300) ?? '';
  const reuters = /^(.{1,200}?)\s*(?:=|[[(]?TAKE )(\d{1,2})(?: OF (\d{1,2}))?[\])]?$/i.exec(slug);
  if (reuters !== null) return { key: reuters[1] as string, number: Number(reuters[2]), ...(reuters[3] === undefined ? {} : { of: Number(reuters[3]) }) };
  const add = /^(.{1,200}?),?\s+(\d{1,2})(?:st|nd|rd|th) Add\b/i.exec(slug);
  return add === null ? undefined : { key: add[1] as string, number: Number(add[2]) + 1 };
}

/** A later take that is an item of its own names the story that it continues by what all takes share. */
export const continues = (take: Pick<Take, 'key' | 'number'> | undefined): { rel: string; id: string }[] =>
  (take === undefined || take.number < 2 ? [] : [{ rel: 'takeOf', id: take.key }]);

/** AP marks in the slugline that a lead or a writethru replaces the story so far. */
export function slugActOf(slugline: string | undefined): HeadlineAct | undefined {
  const mark = /\b(?:\d{1,2}(?:st|nd|rd|th) (?:ld|lead)\b(?:[- ]writethru)?|writethru\b)/i.exec(slugline?.slice(0, 300) ?? '')?.[0];
  return mark === undefined ? undefined : { signal: 'update', rule: `slugline:${mark}` };
}
