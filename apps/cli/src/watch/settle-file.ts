import { createHash } from 'node:crypto';
import { link, lstat, mkdir, readdir, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Receipt } from '@wiredesk/contracts';
import type { Problem } from '../post/ingest-client.js';
import { ignore, type DropFolder } from './drop-folder.js';

/** What ingest said of a file. */
export interface FileOutcome {
  readonly receipts: readonly Receipt[];
  readonly problem?: (Problem & { readonly line?: number }) | undefined;
}

/** Where a file ended. */
export interface Settled {
  readonly outcome: 'done' | 'error';
  readonly path: string;
}

const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Moves a claimed file to `done/<day>/` or, with what was wrong beside it, to `error/`; never onto another file. After a crash at any
 * point the file is still claimed or has ended: `hasEnded` tells.
 */
export async function settleFile({ done, error }: DropFolder, { path, name, result, at }: { path: string; name: string; result: FileOutcome; at: Date }): Promise<Settled> {
  const bad = result.problem !== undefined || result.receipts.some(({ status }) => status === 'rejected');
  const folder = bad ? error : join(done, at.toISOString().slice(0, 10));
  await mkdir(folder, { recursive: true });
  const to = await giveName(path, { folder, name });
  if (bad) await writeReport(to, { name, result, at });
  // Only now: a claim whose report is missing is taken again.
  await unlink(path).catch(ignore('ENOENT'));
  return { outcome: bad ? 'error' : 'done', path: to };
}

async function giveName(path: string, { folder, name }: { folder: string; name: string }): Promise<string> {
  for (let n = 1; ; n++) {
    const to = join(folder, n === 1 ? name : `${name.slice(0, name.length - extname(name).length)}.${n}${extname(name)}`);
    try {
      await link(path, to);
      return to;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (NO_LINKS.has(code)) {
        if (await stat(to).then(() => true, ignore('ENOENT')) === true) continue;
        await rename(path, to);
        return to;
      }
      if (code !== 'EEXIST') throw error;
    }
  }
}

/** `NAME.error.json` beside the file: the first reject in full, counts, and all receipts. */
async function writeReport(path: string, { name, result: { receipts, problem }, at }: { name: string; result: FileOutcome; at: Date }): Promise<void> {
  const first = receipts.find(({ status }) => status === 'rejected');
  const counts = { accepted: 0, duplicate: 0, superseded: 0, rejected: problem === undefined ? 0 : 1 };
  for (const { status } of receipts) counts[status]++;
  const why = problem ?? { ...first?.rejection, line: first?.line, receipt: first?.id };
  const report = { file: name, at: at.toISOString(), ...why, ...counts, receipts };
  const to = reportPathOf(path);
  await writeFile(`${to}.tmp`, `${JSON.stringify(report, null, 2)}\n`);
  await rename(`${to}.tmp`, to);
}

/** The longest name of a file leaves no room for a suffix. */
function reportPathOf(path: string): string {
  const at = path.lastIndexOf('/') + 1;
  const name = path.slice(at);
  if (Buffer.byteLength(name) <= 230) return `${path}.error.json`;
  return `${path.slice(0, at)}${name.slice(0, 50)}~${createHash('sha256').update(name).digest('hex').slice(0, 8)}.error.json`;
}

/**
 * Whether a file that a dead process had claimed has ended already, so that only its claim is left. A file that went to `error/` without
 * its report is taken out of there again: it has not ended.
 */
export async function hasEnded({ done, error }: DropFolder, { path, name }: { path: string; name: string }): Promise<boolean> {
  const { nlink, ino, dev } = await lstat(path);
  if (nlink < 2) return false;
  const stem = name.slice(0, name.length - extname(name).length);
  const same = async (candidate: string): Promise<boolean> => {
    const found = await lstat(candidate).catch(ignore('ENOENT'));
    return found?.ino === ino && found.dev === dev;
  };
  const find = async (folder: string): Promise<string | undefined> => {
    for (const entry of await readdir(folder).catch(ignore('ENOENT', 'ENOTDIR')) ?? []) {
      if (entry.startsWith(stem) && await same(join(folder, entry))) return join(folder, entry);
    }
    return undefined;
  };
  const inError = await find(error);
  if (inError !== undefined) {
    if (await lstat(reportPathOf(inError)).then(() => true, ignore('ENOENT')) === true) return true;
    await unlink(inError);
    return false;
  }
  for (const day of (await readdir(done)).sort().reverse()) if (await find(join(done, day)) !== undefined) return true;
  return false;
}
