import { watchEnriched, type EnrichedWatch } from './watch-enriched.js';
import { sampleFiles, sendSample, type Doors, type Outcome } from './samples.js';
import { showStory } from './show-story.js';
import type { Terminal } from './terminal.js';

interface Presentation {
  readonly folder: string;
  readonly doors: Doors;
  readonly terminal: Terminal;
  readonly brokers: readonly string[];
}

/** Posts the samples one after the other and shows each as it comes out. Gives the number of those that did not. */
export async function presentSamples({ folder, doors, terminal, brokers }: Presentation): Promise<number> {
  const files = sampleFiles(folder);
  const { line, paint } = terminal;
  line(`\n${files.length} sample stories, posted to ${doors.ingestUrl}/v1/items\n`);
  const watch = await watchEnriched(brokers);
  const outcomes: Outcome[] = [];
  for (const file of files) {
    const outcome = await sendSample(file, doors);
    outcomes.push(outcome);
    for (const text of linesOf(outcome, { terminal, watch, doors })) line(text);
  }
  await watch.close();
  const failed = outcomes.filter((outcome) => !outcome.ok);
  line(failed.length === 0
    ? paint('green', `All ${files.length} samples came out at the far end.`)
    : paint('red', `${failed.length} of ${files.length} samples did not come out: ${failed.map(({ file }) => file).join(', ')}`));
  return failed.length;
}

function linesOf(outcome: Outcome, { terminal: { paint }, watch, doors }: { terminal: Terminal; watch: EnrichedWatch; doors: Doors }): string[] {
  if (!outcome.ok) return [`${paint('bold', outcome.file)}  ${paint('red', 'did not come out')}: ${outcome.why}`, ''];
  const { storyId } = outcome.receipt;
  return showStory(outcome, { paint, enrichedAt: watch.enrichedAt(storyId), url: `${doors.gatewayUrl}/v1/stories/${storyId}` });
}
