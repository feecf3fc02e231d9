import type { Command } from 'commander';
import type { CliConfig } from '../config.js';
import { CommandError, EXIT } from '../exit-codes.js';

/** `wiredesk topics create`: the only way in which topics come to be. */
export function registerTopics(program: Command, config: () => CliConfig): void {
  program.command('topics').description('the topics of the log').command('create')
    .description('create what is missing of the topic table and set the configuration of what is there')
    .option('--replication-factor <count>', 'replicas of each partition', Number, 1)
    .action(async ({ replicationFactor }: { replicationFactor: number }) => {
      const { kafkaBrokers } = config();
      if (kafkaBrokers === undefined) throw new CommandError(EXIT.config, 'no broker: set KAFKA_BROKERS, or start the local stack (npm start)');
      if (!Number.isInteger(replicationFactor) || replicationFactor < 1) throw new CommandError(EXIT.usage, '--replication-factor: a whole number from 1 expected');
      // Loaded here because the other commands need none of it and should answer at once.
      const { createTopics } = await import('@wiredesk/eventlog');
      try {
        const { created, updated } = await createTopics({ brokers: kafkaBrokers, replicationFactor });
        created.forEach((name) => { console.log(`created ${name}`); });
        updated.forEach((name) => { console.log(`is there ${name}`); });
      } catch (error) {
        throw new CommandError(EXIT.unreachable, `topics could not be created at ${kafkaBrokers.join(',')}: ${(error as Error).message}`, { cause: error });
      }
    });
}
