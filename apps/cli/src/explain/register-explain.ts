import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Command } from 'commander';
import { toInstant } from '@wiredesk/contracts';
import type { CliConfig } from '../config.js';
import { CommandError, EXIT } from '../exit-codes.js';

/** Loaded when it is asked for: the other commands need none of it and should answer at once. */
type Engine = typeof import('@wiredesk/extraction');

interface ExplainFlags {
  readonly json?: boolean;
  readonly out?: string;
  readonly at?: string;
}

interface Story {
  readonly id: string;
  readonly published: string;
  readonly text: string;
}

/** `wiredesk explain FILE...`: what the engine finds, without any running service. */
export function registerExplain(program: Command, config: () => CliConfig): void {
  program.command('explain')
    .description('show what the engine finds in stories, marked in their text; needs no running services')
    .argument('<files...>', 'plain text, or JSON with id, published and text; - reads standard input')
    .option('--json', 'in the gold format, one JSON a story')
    .option('--out <folder>', 'with --json: one file a story, with the same base name, instead of standard output')
    .option('--at <instant>', 'version time of plain text, ISO 8601; relative dates resolve against it (default: now)')
    .addHelpText('after', '\nExit codes: 0 all shown, 1 some could not be read, 2 usage.')
    .action(async (files: string[], flags: ExplainFlags) => {
      if (flags.out !== undefined && flags.json !== true) throw new CommandError(EXIT.usage, '--out goes with --json');
      const at = toInstant(flags.at ?? new Date().toISOString());
      if (at === undefined) throw new CommandError(EXIT.usage, `--at: ${flags.at ?? ''} is not an ISO 8601 instant with a zone, such as 2026-09-01T10:00:00Z`);
      if (flags.out !== undefined) mkdirSync(flags.out, { recursive: true });
      const colour = process.stdout.isTTY && config().colour;
      const engine = await import('@wiredesk/extraction');
      for (const file of files) showOne(file, engine, { at, colour, ...flags });
    });
}

function showOne(file: string, { annotate, explain, toGold }: Engine, { at, colour, json, out }: ExplainFlags & { at: string; colour: boolean }): void {
  try {
    const story = storyOf(file, at);
    const annotations = annotate({ text: story.text, published: story.published });
    if (json !== true) {
      console.log(`${explain(story.text, annotations, { colour })}\n`);
      return;
    }
    const gold = toGold(story, annotations);
    if (out === undefined) console.log(JSON.stringify(gold));
    else writeFileSync(join(out, `${basename(file, extname(file))}.json`), `${JSON.stringify(gold, null, 1)}\n`);
  } catch (error) {
    process.exitCode = EXIT.rejected;
    process.stderr.write(`wiredesk: ${file}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/** JSON with a text is a story; everything else is the text itself. */
function storyOf(file: string, at: string): Story {
  if (file !== '-' && !existsSync(file)) throw new Error('there is no such file');
  const source = readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\uFEFF/, '');
  const id = file === '-' ? 'stdin' : basename(file, extname(file));
  if (!/^\s*\{/.test(source)) return { id, published: at, text: source };
  const value = JSON.parse(source) as Record<string, unknown>;
  if (typeof value['text'] !== 'string') throw new Error('a JSON story needs a text');
  const published = value['published'] === undefined ? at : toInstant(String(value['published']));
  if (published === undefined) throw new Error(`published: ${String(value['published'])} is not an ISO 8601 instant`);
  return { id: typeof value['id'] === 'string' ? value['id'] : id, published, text: value['text'] };
}
