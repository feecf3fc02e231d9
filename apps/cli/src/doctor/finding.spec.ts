import { groupFinding, type Group, type GroupLook } from './check-groups.js';
import { exitCodeOf, findingLines, verdictOf, type Finding } from './finding.js';

const ok: Finding = { hop: 'ingest', status: 'ok', found: 'ready' };
const wrong: Finding = { hop: 'storage', status: 'wrong', found: 'no member', todo: 'start it' };
const away: Finding = { hop: 'gateway', status: 'unreachable', found: 'ECONNREFUSED' };

test.each<[string, Finding[], number, string]>([
  ['all well', [ok, { ...ok, hop: 'storage', status: 'skipped' }], 0, 'all is well'],
  ['one wrong', [ok, wrong], 1, 'look at storage first: no member'],
  ['one away', [ok, wrong, away], 3, 'look at storage first: no member; 1 more of the above may follow from it'],
])('%s', (_what, findings, exitCode, verdict) => {
  expect(exitCodeOf(findings)).toBe(exitCode);
  expect(verdictOf(findings)).toBe(verdict);
});

test('a line says hop and state, the next one what to do', () => {
  expect(findingLines(wrong)).toEqual(['WRONG     storage       no member', '                        -> start it']);
  expect(findingLines(ok)).toHaveLength(1);
});

const storage: Group = { hop: 'storage', groupId: 'wiredesk-storage', topic: 'news.enriched.v1' };
const stable = { state: 'Stable', members: 1 };
test.each<[string, GroupLook, Finding['status'], string]>([
  ['nothing waits', { ...stable, lag: 0 }, 'ok', 'nothing waits'],
  ['a lag that shrinks', { ...stable, lag: 9_000, later: { lag: 4_000, moved: 5_000 } }, 'ok', 'it keeps up'],
  ['a lag that is gone', { ...stable, lag: 9, later: { lag: 0, moved: 9 } }, 'ok', 'it keeps up'],
  ['a lag that grows although work is done', { ...stable, lag: 100, later: { lag: 900, moved: 50 } }, 'ok', 'more come than are done'],
  ['a lag that stands', { ...stable, lag: 100, later: { lag: 100, moved: 0 } }, 'wrong', 'it stands still'],
  ['nobody reads', { state: 'Empty', members: 0, lag: 3, later: { lag: 3, moved: 0 } }, 'wrong', 'no storage reads news.enriched.v1'],
  ['nobody reads, and nothing waits yet', { state: 'Dead', members: 0, lag: 0 }, 'wrong', 'has no member'],
  ['a group that is at odds', { state: 'PreparingRebalance', members: 2, lag: 0 }, 'wrong', 'PreparingRebalance'],
])('a group: %s', (_what, look, status, found) => {
  const finding = groupFinding(storage, look);
  expect(finding).toMatchObject({ hop: 'storage', status, found: expect.stringContaining(found) as string });
  expect(finding.todo === undefined).toBe(status === 'ok');
});
