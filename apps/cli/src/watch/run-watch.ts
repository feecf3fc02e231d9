import { setTimeout as delay } from 'node:timers/promises';
import { inOrder } from '../post/in-order.js';
import type { SendToIngest } from '../post/ingest-client.js';
import { claim, claimGroups, leave, release, takeOver, type Claim } from './claim.js';
import type { DropFolder } from './drop-folder.js';
import { hostOf, type Owner } from './owner.js';
import { postClaim, type EndedFile } from './post-claim.js';
import { createLooks, type SeenFile } from './stable-files.js';

export interface RunWatch {
  readonly folder: DropFolder;
  readonly self: Owner;
  /** Hosts that are gone for good, whose files are taken over. */
  readonly adopt: readonly string[];
  readonly send: SendToIngest;
  readonly given: Readonly<Record<string, string>>;
  readonly settleMs: number;
  readonly intervalMs: number;
  readonly concurrency: number;
  /** Ends when no file is left, instead of never. */
  readonly once: boolean;
  /** Nothing is claimed after it; what is in hand ends. */
  readonly signal: AbortSignal;
  readonly onEnded: (files: readonly EndedFile[]) => void;
  readonly onNote: (text: string) => void;
}

const TAKE_OVER_MS = 30_000;

/**
 * Watches a drop folder. Rejects with NotTaken when patience with ingest has ended, with a CommandError when the key is refused: the files
 * are back in the folder then. Other errors are of the file system; what was claimed is taken up by the next start.
 */
export async function runWatch(run: RunWatch): Promise<void> {
  const look = createLooks(run.folder.root, { settleMs: run.settleMs, now: () => performance.now() });
  const noteOnce = createNotes(run.onNote);
  let nextTakeOver = 0;
  try {
    for (let mine = true; !run.signal.aborted; mine = false) {
      let taken: readonly Claim[] = [];
      if (Date.now() >= nextTakeOver) {
        taken = await leftBehind(run, mine, noteOnce);
        nextTakeOver = Date.now() + TAKE_OVER_MS;
        await work(run, taken.map((left) => ({ left })));
      }
      const { ready, waiting, unusable } = await look();
      for (const name of unusable) noteOnce(`${name}: the name is not UTF-8; rename the file`);
      const claimed = await work({ ...run, onNote: noteOnce }, [...claimGroups(ready)].map((group) => ({ group })));
      if (run.once && claimed + waiting + taken.length === 0) return;
      await delay(run.intervalMs, undefined, { signal: run.signal }).catch(() => undefined);
    }
  } finally {
    await leave(run.folder.own);
  }
}

type Piece = { readonly group: readonly SeenFile[] } | { readonly left: Claim };

/** Claims no more than it works on, so that others can share and a crash leaves little behind. Gives how many files were claimed. */
async function work(run: RunWatch, pieces: readonly Piece[]): Promise<number> {
  const { folder, send, given, concurrency, signal, onEnded } = run;
  let count = 0;
  await inOrder(each(pieces, signal), {
    concurrency, signal, onResult: onEnded,
    work: async (piece) => {
      const claimed = 'left' in piece ? piece.left : await claim(folder, piece.group, run.onNote);
      count += claimed.files.length;
      try {
        return await postClaim(folder, claimed, { send, given, takenOver: 'left' in piece });
      } catch (error) {
        // Ingest has taken nothing, or nothing that we know of: they go back for whoever is there next.
        if ((error as Error).name === 'CommandError') await release(folder, claimed);
        throw error;
      }
    },
  });
  return count;
}

async function* each(pieces: readonly Piece[], signal: AbortSignal): AsyncGenerator<Piece> {
  for (const piece of pieces) {
    if (signal.aborted) return;
    yield await Promise.resolve(piece);
  }
}

async function leftBehind({ folder, self, adopt, onNote }: RunWatch, mine: boolean, noteOnce: (text: string) => void): Promise<readonly Claim[]> {
  const { claims, foreign } = await takeOver(folder, { self, adopt, mine });
  const files = claims.reduce((sum, left) => sum + left.files.length, 0);
  if (files > 0) onNote(`${files} files that a dead process had claimed are taken up again`);
  for (const name of foreign) noteOnce(`.processing/${name} holds files of another host; run a watcher there, or say --adopt ${hostOf(name)} if it is gone for good`);
  return claims;
}

/** Says each thing once. */
function createNotes(onNote: (text: string) => void): (text: string) => void {
  const said = new Set<string>();
  return (text) => {
    if (said.has(text)) return;
    said.add(text);
    onNote(text);
  };
}
