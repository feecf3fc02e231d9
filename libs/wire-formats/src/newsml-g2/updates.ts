/** Reuters: update n is a story of its own that replaces update n-1 of its slug, never the first story. */
export interface NumberedUpdate {
  readonly number: number;
  readonly slugline: string;
  /** As written; its day belongs to the name, because slugs come back. */
  readonly versionCreated: string | undefined;
}

const nameOf = ({ slugline, versionCreated }: NumberedUpdate, number: number): string => `${slugline} UPDATE ${number} ${versionCreated?.slice(0, 10) ?? ''}`.trim();

/** The name under which the next update will look for this one. */
export const updateIds = (update: NumberedUpdate): { role: string; value: string }[] => [{ role: 'update', value: nameOf(update, update.number) }];

/** What an update says of the stories before it: it grew out of the one before, and replaces it when that is an update too. */
export function updateReferences(update: NumberedUpdate): { rel: string; id: string }[] {
  if (update.number < 2) return [{ rel: 'updates', id: update.slugline }];
  const before = nameOf(update, update.number - 1);
  return [{ rel: 'updates', id: before }, { rel: 'replaces', id: before }];
}

/** A higher version under the same guid replaces the lower one by that alone; long numbers are clock readings, not counts. */
export const isNewStory = (version: string | undefined): boolean => version === undefined || version === '1' || /^\d{7,}$/.test(version);
