import { TOPICS } from '@wiredesk/contracts';
import type { Stack } from '@wiredesk/local-stack';
import type { Terminal } from './terminal.js';

const LABEL_WIDTH = 10;

/** Addresses and commands for a person who wants to go on. */
export function whereToLook({ stack, terminal: { paint }, home, usualHome, databaseIsGiven }: {
  stack: Stack; terminal: Terminal; home: string; usualHome: boolean; databaseIsGiven: boolean;
}): string[] {
  const { brokers, databaseUrls } = stack.settings();
  const [gateway, ingest] = [stack.url('gateway'), stack.url('ingest')];
  // The address of somebody's own server may hold a password.
  const database = databaseIsGiven ? '"$DATABASE_URL"' : databaseUrls.owner;
  const rows: [string, string][] = [
    ['stories', `${gateway}/v1/stories   ${paint('dim', `documentation: ${gateway}/docs`)}`],
    ['figures', `${gateway}/v1/figures?unit=soldier&event=released`],
    ['items', `${ingest}/v1/items   ${paint('dim', `documentation: ${ingest}/docs`)}`],
    ['topics', `${brokers}: ${Object.values(TOPICS).map(({ name }) => name).join(' ')}`],
    ['sql', `psql ${database} -c 'select comparator, value, unit, event, text from figure limit 10'`],
    ['logs', `${home}/logs`],
    ['follow', 'npx wiredesk tail'],
    ['your own', 'npx wiredesk post FILE   or   echo "Nine ministers met in Oslo." | npx wiredesk post -'],
  ];
  const elsewhere = usualHome ? [] : ['', 'This stack is not where `wiredesk` looks; in the terminal where you post, say first:',
    `  export WIREDESK_INGEST_URL=${ingest} WIREDESK_GATEWAY_URL=${gateway} KAFKA_BROKERS=${brokers} WIREDESK_API_KEY=$(cat ${home}/api-key)`];
  return ['', paint('bold', 'Where to look'), ...rows.map(([label, text]) => `  ${label.padEnd(LABEL_WIDTH)} ${text}`), ...elsewhere, '', 'Ctrl-C stops everything; the data stays.', ''];
}
