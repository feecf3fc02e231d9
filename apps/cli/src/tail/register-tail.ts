import { InvalidArgumentError, type Command } from 'commander';
import { TOPICS, type StoryEvent } from '@wiredesk/contracts';
import type { LogRecord } from '@wiredesk/eventlog';
import type { CliConfig } from '../config.js';
import { CommandError, EXIT } from '../exit-codes.js';

interface TailFlags {
  readonly json?: boolean;
  readonly follow: boolean;
  readonly lines: number;
}

/** `wiredesk tail`: story events as they are published. */
export function registerTail(program: Command, config: () => CliConfig): void {
  program.command('tail')
    .description(`show story events from ${TOPICS.stories.name} as they are published`)
    .option('--json', 'one event a line, as it stands on the topic')
    .option('-n, --lines <count>', 'begin with this many of the last events', countOf, 10)
    .option('--no-follow', 'end when the events that are there have been shown')
    .action(async (flags: TailFlags) => {
      const { kafkaBrokers } = config();
      if (kafkaBrokers === undefined) throw new CommandError(EXIT.config, 'no broker: set KAFKA_BROKERS, or start the local stack (npm start)');
      await tail(kafkaBrokers, flags);
    });
}

function countOf(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('a whole number expected');
  return Number(text);
}

async function tail(brokers: readonly string[], { json = false, follow, lines }: TailFlags): Promise<void> {
  // Loaded here because the other commands need none of it and should answer at once.
  const { tailTopic } = await import('@wiredesk/eventlog');
  const stop = new AbortController();
  process.once('SIGINT', () => { stop.abort(); });
  process.once('SIGTERM', () => { stop.abort(); });
  // A reader such as `head` that goes away ends the tail quietly.
  process.stdout.on('error', () => { stop.abort(); });
  const show = (record: LogRecord): void => { console.log(json ? (record.value ?? '').toString() : lineOf(record)); };
  let backlog: LogRecord[] | undefined = [];
  try {
    await tailTopic({
      brokers, clientId: 'wiredesk-tail', topic: TOPICS.stories.name, last: lines, signal: stop.signal,
      onRecord: (record) => { if (backlog === undefined) show(record); else backlog.push(record); },
      onCaughtUp: () => {
        inOrder(backlog ?? []).slice(-lines).forEach(show);
        backlog = undefined;
        if (!follow) stop.abort();
      },
    });
  } catch (error) {
    throw new CommandError(EXIT.unreachable, `the log cannot be read at ${brokers.join(',')}: ${(error as Error).message}`, { cause: error });
  }
}

/** Partitions have no order among them; the sequence of the events is one over all. */
const inOrder = (records: readonly LogRecord[]): LogRecord[] =>
  [...records].sort((a, b) => (eventOf(a)?.sequence ?? 0) - (eventOf(b)?.sequence ?? 0));

function eventOf({ value }: LogRecord): StoryEvent | undefined {
  try {
    return JSON.parse((value ?? '').toString()) as StoryEvent;
  } catch {
    return undefined;
  }
}

/** `#12 2026-11-24T04:10:00.000Z created 0a1b… headline (3 entities, 2 figures)` */
function lineOf(record: LogRecord): string {
  const event = eventOf(record);
  if (event === undefined) return `unreadable event at ${record.partition}/${record.offset}`;
  const { sequence, recordedAt, type, storyId, story, reason } = event;
  const headline = story?.headlines[0]?.value ?? story?.text.split('\n')[0]?.slice(0, 100) ?? reason ?? '';
  const found = story === undefined ? '' : ` (${story.annotations.entities.length} entities, ${story.annotations.figures.length} figures)`;
  return `#${sequence} ${recordedAt} ${type} ${storyId} ${headline}${found}`;
}
