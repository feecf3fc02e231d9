import type { Attribution, Figure } from '@wiredesk/contracts';

/** The innermost attribution whose content holds the figure, by index. */
function holding(attributions: readonly Attribution[], figure: Figure): number | undefined {
  let best: number | undefined;
  const size = (i: number): number => {
    const content = attributions[i]?.content;
    return content ? content.end - content.start : Number.POSITIVE_INFINITY;
  };
  attributions.forEach(({ content }, i) => {
    if (content.start <= figure.start && figure.end <= content.end && (best === undefined || size(i) < size(best))) best = i;
  });
  return best;
}

/** The figures, each with the index of the attribution that says it. */
export function spokenFigures(figures: readonly Figure[], attributions: readonly Attribution[]): readonly Figure[] {
  return figures.map((figure) => {
    const attribution = holding(attributions, figure);
    return attribution === undefined ? figure : { ...figure, attribution };
  });
}
