/**
 * Runs one step of the start and tells of it: `name` is short ("kafka"), `text` says where or what. `note` tells of what takes long.
 */
export type Progress = <T>(step: { name: string; text: string }, work: (note: (text: string) => void) => Promise<T>) => Promise<T>;

export const silentProgress: Progress = (_step, work) => work(() => undefined);
