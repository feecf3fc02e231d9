import { setTimeout as delay } from 'node:timers/promises';
import type { createKafka } from '@wiredesk/eventlog';
import type { Finding } from './finding.js';

export type Admin = ReturnType<ReturnType<typeof createKafka>['admin']>;

export interface Group {
  readonly hop: 'enrichment' | 'storage';
  readonly groupId: string;
  readonly topic: string;
}

/** Records that a group has not committed yet, at two moments. */
export interface GroupLook {
  readonly state: string;
  readonly members: number;
  readonly lag: number;
  /** Looked at again after a moment, when there was a lag. */
  readonly later?: { readonly lag: number; readonly moved: number };
}

interface Offsets {
  readonly committed: ReadonlyMap<number, number>;
  readonly lag: number;
}

const MOMENT_MS = 3_000;

export async function lookAtGroup(admin: Admin, { groupId, topic }: Group): Promise<GroupLook> {
  const { groups: [described] } = await admin.describeGroups([groupId]);
  const common = { state: described?.state ?? 'unknown', members: described?.members.length ?? 0 };
  const first = await offsetsOf(admin, { groupId, topic });
  if (first.lag === 0) return { ...common, lag: 0 };
  await delay(MOMENT_MS);
  const second = await offsetsOf(admin, { groupId, topic });
  const moved = [...second.committed].reduce((sum, [partition, offset]) => sum + offset - (first.committed.get(partition) ?? offset), 0);
  return { ...common, lag: first.lag, later: { lag: second.lag, moved } };
}

async function offsetsOf(admin: Admin, { groupId, topic }: { groupId: string; topic: string }): Promise<Offsets> {
  const [[own], bounds] = await Promise.all([admin.fetchOffsets({ groupId, topics: [topic] }), admin.fetchTopicOffsets(topic)]);
  const said = new Map((own?.partitions ?? []).map(({ partition, offset }) => [partition, Number(offset)]));
  // A partition that was never committed is read from its start.
  const committed = new Map(bounds.map(({ partition, low }) => [partition, Math.max(Number(low), said.get(partition) ?? -1)]));
  return { committed, lag: bounds.reduce((sum, { partition, high }) => sum + Math.max(0, Number(high) - (committed.get(partition) ?? 0)), 0) };
}

/** A group that works is well whatever its lag; one that stands still before a lag, or has no member, is not. */
export function groupFinding({ hop, groupId, topic }: Group, { state, members, lag, later }: GroupLook): Finding {
  const behind = later === undefined ? 'nothing waits' : `${later.lag} records wait on ${topic}`;
  if (members === 0) return { hop, status: 'wrong', found: `no ${hop} reads ${topic}: the group ${groupId} has no member (${behind})`, todo: `start ${hop}, or see in its log why it does not join` };
  if (state !== 'Stable') return { hop, status: 'wrong', found: `the group ${groupId} is ${state} with ${members} members (${behind})`, todo: `members join and leave just now: look again in a minute; if it stays so, see the log of ${hop}` };
  if (later === undefined) return { hop, status: 'ok', found: `${members} in the group ${groupId}, ${behind}` };
  if (later.lag > 0 && later.moved === 0) return { hop, status: 'wrong', found: `it stands still: ${behind}, and none was done in ${MOMENT_MS / 1000} s`, todo: `see the log of ${hop}: it says what it waits for` };
  const trend = later.lag > lag ? 'more come than are done' : 'it keeps up';
  return { hop, status: 'ok', found: `${members} in the group ${groupId}, ${behind}, ${later.moved} done in ${MOMENT_MS / 1000} s: ${trend}` };
}
