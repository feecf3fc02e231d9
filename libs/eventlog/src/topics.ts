import kafkajs, { type Admin } from 'kafkajs';
import { PARTITIONS, TOPICS } from '@wiredesk/contracts';
import { createKafka, type KafkaConnection } from './kafka-client.js';

export interface CreateTopicsOptions extends Omit<KafkaConnection, 'clientId'> {
  readonly partitions?: number;
  /** Replicas of each partition; at most the number of brokers. */
  readonly replicationFactor?: number;
}

export interface CreateTopicsResult {
  readonly created: readonly string[];
  readonly updated: readonly string[];
}

/** Creates what is missing of the topic table and sets the configuration of what is there. Partitions are never changed. */
export async function createTopics({ brokers, logger, partitions = PARTITIONS, replicationFactor = 1 }: CreateTopicsOptions): Promise<CreateTopicsResult> {
  const admin = createKafka({ brokers, clientId: 'wiredesk-topics', logger }).admin();
  await admin.connect();
  try {
    const present = new Set(await admin.listTopics());
    const wanted = Object.values(TOPICS);
    const missing = wanted.filter((topic) => !present.has(topic.name));
    if (missing.length > 0) {
      await admin.createTopics({
        // kafkajs' own wait gives up when a broker does not know the new topic for a moment, which is what a new topic is like.
        waitForLeaders: false,
        topics: missing.map(({ name, config }) => ({
          topic: name, numPartitions: partitions, replicationFactor,
          configEntries: entriesOf(config, replicationFactor),
        })),
      });
    }
    await untilLed(admin, missing.map(({ name }) => name));
    const stale = wanted.filter((topic) => present.has(topic.name));
    await setConfigs(admin, stale.map(({ name, config }) => ({ name, configEntries: entriesOf(config, replicationFactor) })));
    return { created: missing.map(({ name }) => name), updated: stale.map(({ name }) => name) };
  } finally {
    await admin.disconnect();
  }
}

const LEADER_BOUND_MS = 30_000;

/** Waits until every partition of these topics has a leader. Rejects with what the broker said last when that takes too long. */
export async function untilLed(admin: Admin, topics: readonly string[]): Promise<void> {
  for (const end = Date.now() + LEADER_BOUND_MS; topics.length > 0;) {
    try {
      const { topics: found } = await admin.fetchTopicMetadata({ topics: [...topics] });
      if (found.length === topics.length && found.every(({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0))) return;
      if (Date.now() > end) throw new Error(`no leader for every partition of ${topics.join(', ')} within ${LEADER_BOUND_MS / 1000} s`);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((done) => { setTimeout(done, 100); });
  }
}

/** The first offset and the one behind the last record of every partition. A broker that is just starting is asked again. */
export async function boundsOf(admin: Admin, topic: string): Promise<{ partition: number; low: bigint; high: bigint }[]> {
  for (const end = Date.now() + LEADER_BOUND_MS; ;) {
    try {
      await untilLed(admin, [topic]);
      return (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => ({ partition, low: BigInt(low), high: BigInt(high) }));
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((done) => { setTimeout(done, 250); });
  }
}

interface TopicEntries {
  readonly name: string;
  readonly configEntries: { name: string; value: string }[];
}

/** kafkajs speaks only the call that replaces all entries of a topic, so the entries of the table are the whole truth. */
async function setConfigs(admin: Admin, topics: readonly TopicEntries[]): Promise<void> {
  if (topics.length === 0) return;
  await admin.alterConfigs({
    validateOnly: false,
    resources: topics.map((topic) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, ...topic })),
  });
}

/** With three replicas a write waits for two, so that one broker may be away without loss. */
const entriesOf = (config: Readonly<Record<string, string>>, replicationFactor: number): { name: string; value: string }[] =>
  Object.entries({ ...config, ...(replicationFactor > 2 ? { 'min.insync.replicas': '2' } : {}) }).map(([name, value]) => ({ name, value }));
