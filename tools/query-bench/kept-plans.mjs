// The kept plans: a file for each kind, and beside them the number of stories with which they were kept. Plans of other numbers are other plans.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STORIES = '_stories.txt';
const fileOf = (kind) => `${kind.replaceAll(/[^a-z0-9]+/g, '-')}.txt`;
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
const plansIn = (folder) => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt') && name !== STORIES) : []);

/** Writes the plans of `shapes` (kind → shape). `complete`: they are all kinds that there are, so what is there of others goes. */
export function keepPlans(folder, { shapes, stories, complete }) {
  mkdirSync(folder, { recursive: true });
  if (!complete && read(join(folder, STORIES)) !== `${stories}\n`) throw new Error('plans of some kinds cannot be kept beside plans of another number of stories');
  if (complete) for (const name of plansIn(folder)) rmSync(join(folder, name));
  for (const [kind, shape] of shapes) writeFileSync(join(folder, fileOf(kind)), `${shape}\n`);
  writeFileSync(join(folder, STORIES), `${stories}\n`);
}

/** Why plans cannot be compared with those of the folder: another number of stories. Undefined when they can. */
export function cannotCompare(folder, stories) {
  const kept = read(join(folder, STORIES))?.trim();
  if (kept === undefined) return `${STORIES} is not there: nobody knows with how many stories the plans were kept`;
  return kept === String(stories) ? undefined : `the plans were kept with ${kept} stories, not with ${stories}`;
}

/** What is not as it was kept, one text each. `kinds`: all that there are. */
export function differences(folder, { shapes, kinds }) {
  const known = new Set(kinds.map(fileOf));
  const stale = plansIn(folder).filter((name) => !known.has(name)).map((name) => `${name}: no question is of this kind`);
  const others = [...shapes].flatMap(([kind, shape]) => {
    const kept = read(join(folder, fileOf(kind)));
    if (kept === undefined) return [`${kind}: no plan is kept`];
    return kept === `${shape}\n` ? [] : [`${kind}: the plan is not what it was\n${kept}  now\n${shape}`];
  });
  return [...stale, ...others];
}
