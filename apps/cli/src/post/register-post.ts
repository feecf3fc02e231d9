import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Command } from 'commander';
import type { Receipt } from '@wiredesk/contracts';
import type { CliConfig } from '../config.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { postItem } from './post-item.js';

interface PostFlags {
  readonly json?: boolean;
  readonly uri?: string;
  readonly itemVersion?: string;
  readonly versionCreated?: string;
  readonly language?: string;
  readonly title?: string;
}

const TYPES: Readonly<Record<string, string>> = { '.txt': 'text/plain', '.json': 'application/json', '.xml': 'application/xml', '.html': 'text/html', '.eml': 'message/rfc822' };

/** `wiredesk post FILE...`: puts files in and shows a receipt for every item. */
export function registerPost(program: Command, config: () => CliConfig): void {
  program.command('post')
    .description('put stories in and show what became of each; `-` reads standard input')
    .argument('<files...>', 'files in any wire format, or -')
    .option('--json', 'one receipt a line, as JSON')
    .option('--uri <uri>', "the publisher's name of the story, where the file has none")
    .option('--item-version <version>', 'a number or an instant; orders the items of a story, where the file says nothing')
    .option('--version-created <instant>', 'ISO 8601; relative dates resolve against it, where the file says nothing')
    .option('--language <tag>', 'BCP 47, where the file says nothing')
    .option('--title <title>', 'where the file has none')
    .addHelpText('after', '\nExit codes: 0 all accepted (or known already), 1 some rejected, 2 usage, 3 ingest unreachable, 4 key refused, 5 configuration.')
    .action(async (files: string[], flags: PostFlags) => {
      const { ingestUrl, apiKey } = config();
      if (apiKey === undefined) throw new CommandError(EXIT.config, 'no API key: set WIREDESK_API_KEY, or start the local stack (npm start), which makes one');
      const bodies = await Promise.all(files.map(bodyOf));
      let rejected = 0;
      for (const [n, body] of bodies.entries()) {
        const file = files[n] ?? '-';
        const receipts = await postItem(body, { ingestUrl, apiKey, given: givenOf(flags), contentType: TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream' });
        rejected += receipts.filter(({ status }) => status === 'rejected').length;
        for (const receipt of receipts) console.log(flags.json === true ? JSON.stringify(receipt) : lineOf(file, receipt));
      }
      if (rejected > 0) process.exitCode = EXIT.rejected;
    });
}

async function bodyOf(file: string): Promise<Buffer> {
  try {
    if (file !== '-') return await readFile(file);
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Buffer));
    return Buffer.concat(chunks);
  } catch (error) {
    throw new CommandError(EXIT.usage, `${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function givenOf({ uri, itemVersion: version, versionCreated, language, title }: PostFlags): Record<string, string> {
  const given = { uri, version, versionCreated, language, title };
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** `accepted  ferry-rescue.txt  story 0a1b…  version 1  plain-text (rule)  receipt …` */
function lineOf(file: string, receipt: Receipt): string {
  const { status, storyId, version, format, rule, rejection, duplicateOf, id } = receipt;
  const what = storyId === undefined ? '' : `  story ${storyId}  version ${version ?? ''}`;
  const why = rejection === undefined ? '' : `  ${rejection.code}: ${rejection.message}${rejection.hint === undefined ? '' : ` (${rejection.hint})`}`;
  const same = duplicateOf === undefined ? '' : `  same as receipt ${duplicateOf}`;
  return `${status.padEnd(10)} ${file}${what}${why}${same}  ${format ?? ''} (${rule ?? ''})  receipt ${id}`;
}
