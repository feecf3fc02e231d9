import { styleText } from 'node:util';
import type { Progress } from '@wiredesk/local-stack';

type Style = Parameters<typeof styleText>[0];

export interface Terminal {
  readonly line: (text?: string) => void;
  /** Colours and weights; without effect where they would be noise. */
  readonly paint: (style: Style, text: string) => string;
  readonly progress: Progress;
  /** Takes the live line away, so that nothing is left behind when the program ends. */
  readonly close: () => void;
}

export interface Output {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
}

const LIVE_MS = 100;
const REMINDER_MS = 10_000;
const NAME_WIDTH = 12;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/**
 * Writes lines and the progress of steps that run at the same time. On a terminal one live line tells what is still in work;
 * elsewhere what takes long is mentioned every ten seconds.
 */
export function createTerminal(output: Output, { colour }: { colour: boolean }): Terminal {
  const live = output.isTTY === true;
  const paint = (style: Style, text: string): string => (live && colour ? styleText(style, text, { validateStream: false }) : text);
  const inWork = new Map<string, number>();
  let shown = false;

  const clear = (): void => {
    if (shown) output.write('\r\u001b[K');
    shown = false;
  };
  const line = (text = ''): void => {
    clear();
    output.write(`${text}\n`);
  };
  const labelled = (name: string, text: string): string => `  ${name.padEnd(NAME_WIDTH)} ${text}`;
  const remind = (): void => {
    if (inWork.size === 0) return;
    const names = [...inWork.keys()].join(', ');
    const longest = Date.now() - Math.min(...inWork.values());
    // A step that is about to end needs no mention.
    if (!live && longest < REMINDER_MS / 2) return;
    if (!live) return line(labelled('...', `${names}: ${Math.round(longest / 1000)} s so far`));
    clear();
    output.write(paint('dim', labelled('...', `${names} ${seconds(longest)}`)));
    shown = true;
  };
  const timer = setInterval(remind, live ? LIVE_MS : REMINDER_MS);
  timer.unref();

  const progress: Progress = async ({ name, text }, work) => {
    const started = Date.now();
    inWork.set(name, started);
    try {
      const result = await work((note) => { line(labelled(name, paint('yellow', note))); });
      if (text !== '') line(`${labelled(name, text).padEnd(60)} ${paint('dim', seconds(Date.now() - started).padStart(7))}`);
      return result;
    } finally {
      inWork.delete(name);
    }
  };
  return { line, paint, progress, close: () => { clearInterval(timer); clear(); } };
}
