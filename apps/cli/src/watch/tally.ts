import { problemText } from '../post/problem-text.js';
import type { EndedFile } from './post-claim.js';

export interface Tally {
  add(files: readonly EndedFile[]): void;
  errors(): number;
  close(): void;
}

const LINE_MS = 10_000;

/** Notes every ten seconds, and at the end, how many files have ended since; nothing where nothing has. */
export function createTally(note: (text: string) => void): Tally {
  let [done, error, allDone, allError, since] = [0, 0, 0, 0, Date.now()];
  const say = (): void => {
    if (done + error > 0) note(`${done + error} files ended (${Math.round((done + error) / Math.max(0.001, (Date.now() - since) / 1000))}/s): ${done} done, ${error} in error/; ${allDone + allError} in all`);
    [done, error, since] = [0, 0, Date.now()];
  };
  const timer = setInterval(say, LINE_MS);
  timer.unref();
  return {
    add: (files) => {
      const bad = files.filter(({ outcome }) => outcome === 'error').length;
      [done, error, allDone, allError] = [done + files.length - bad, error + bad, allDone + files.length - bad, allError + bad];
    },
    errors: () => allError,
    close: () => { clearInterval(timer); say(); },
  };
}

/** One object a file: where it ended, and its receipts. */
export const endedJson = ({ file, outcome, path, result: { receipts, problem } }: EndedFile): string =>
  JSON.stringify({ file, outcome, path, ...(problem === undefined ? {} : { rejection: problem }), receipts });

/** `harbour.xml: malformed at byte 17: … (hint); it is DIR/error/harbour.xml` */
export function errorLine({ file, path, result: { receipts, problem } }: EndedFile): string {
  const why = problem ?? receipts.find(({ status }) => status === 'rejected')?.rejection;
  return `${file}: ${why === undefined ? 'rejected' : problemText(why)}; it is ${path}`;
}
