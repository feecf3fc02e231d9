import type { StackPlace } from './folders.js';

/** What a person set for `wiredesk` or for another service must not reach these. */
const NOT_INHERITED = /^(WIREDESK_|HTTP_|API_KEYS$|KAFKA_|DATABASE_|HISTORY_|RECEIPT_|LOG_LEVEL$|DRAIN_|npm_)/;

/** The environment that a process of ours starts from. */
export const inherited = ({ env }: Pick<StackPlace, 'env'>): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(env).filter(([key]) => !NOT_INHERITED.test(key)));
