import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(__dirname, '../../..');
const shared = resolve(root, '../shared');
const scorer = join(shared, 'tools/score-gold.mjs');
const gold = join(shared, 'data/gold/dev');

interface Damaged {
  entities: { type: string; mentions: { end: number }[] }[];
  figures: { value?: number; unit?: string; comparator: string }[];
  dates: { value: string }[];
  attributions: { content: { end: number }; sourceEntity?: string }[];
}

/** Takes away, shifts and alters some of everything, by position only, so that each run does the same. */
function damaged(story: Damaged, seed: number): Damaged {
  const every = (n: number) => (_: unknown, i: number): boolean => (i + seed) % n !== 0;
  return {
    entities: story.entities.filter(every(5)).map((entity, i) => ({ ...entity, type: (i + seed) % 7 === 0 ? 'other' : entity.type, mentions: entity.mentions.map((mention, j) => ({ ...mention, end: mention.end - ((i + j) % 9 === 0 ? 1 : 0) })) })),
    figures: story.figures.filter(every(4)).map((figure, i) => ({ ...figure, comparator: (i + seed) % 3 === 0 ? 'gte' : figure.comparator, unit: (i + seed) % 5 === 0 ? 'thing' : (figure.unit ?? ''), ...(figure.value === undefined ? {} : { value: figure.value + ((i + seed) % 6 === 0 ? 1 : 0) }) })),
    dates: story.dates.filter(every(6)).map((date, i) => ({ ...date, value: (i + seed) % 4 === 0 ? '1999' : date.value })),
    attributions: story.attributions.filter(every(3)).map((attribution, i) => ({ ...attribution, content: { ...attribution.content, end: attribution.content.end - ((i + seed) % 4) * 20 } })),
  };
}

const run = (script: string, args: readonly string[]): readonly string[] => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${script} ended with ${status}: ${stderr}`);
  return stdout.trim().split('\n').map((line) => line.trim().replace(/\s+/g, ' '));
};

describe('npm run eval', () => {
  test('without the data folder it says what is skipped, scores our own pairs, and ends well', () => {
    const lines = run(join(root, 'tools/eval.mjs'), ['--check', '--data', join(root, 'no-such-folder')]);
    expect(lines).toContain('eval: SKIPPED newsquant: NewsQuant, development half is absent from the data folder');
    expect(lines.at(-1)).toBe('eval: nothing fell by more than 0.2');
  });

  test('a fall of more than 0.2 is named, a rise or a smaller fall is not', () => {
    const kept = { gold: { dates: { f1: 90 }, figures: { f1: 80 }, gone: { f1: 50 } }, absent: { dates: { f1: 99 } } };
    const now = { gold: { dates: { f1: 89.8 }, figures: { f1: 79.7 } } };
    const program = `import { falls } from ${JSON.stringify(pathToFileURL(join(root, 'eval/check.mjs')).href)}; console.log(JSON.stringify(falls(${JSON.stringify(kept)}, ${JSON.stringify(now)})))`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    expect(JSON.parse(stdout)).toEqual([{ name: 'gold: figures', before: 80, now: 79.7 }, { name: 'gold: gone', before: 50, now: 0 }]);
  });
});

describe('our gold scores', () => {
  if (!existsSync(scorer) || !existsSync(gold)) {
    process.stderr.write('skipped: ../shared holds no gold stories and no scorer, so our scores were not compared with it\n');
    test.skip('agree with the shared scorer on damaged predictions', () => undefined);
    return;
  }

  const folder = mkdtempSync(join(tmpdir(), 'wiredesk-scores-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('agree with the shared scorer on damaged predictions', () => {
    const predictions = join(folder, 'predictions');
    mkdirSync(predictions);
    readdirSync(gold).sort().forEach((name, i) => {
      if (i % 11 !== 10) writeFileSync(join(predictions, name), JSON.stringify(damaged(JSON.parse(readFileSync(join(gold, name), 'utf8')) as Damaged, i)));
    });
    const ours = run(join(root, 'tools/eval.mjs'), ['--compare', gold, predictions]);
    expect(ours.length).toBeGreaterThan(15);
    expect(ours.some((line) => line.includes('F1 100.0'))).toBe(false);
    expect(ours).toEqual(run(scorer, [gold, predictions]));
  });
});
