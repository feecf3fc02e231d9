/** A plan's nodes and indexes, without values, costs and times: what must not change unnoticed. */
export const shapeOf = (lines) => lines
  .filter((line) => /^\s*(?:->|\w[\w ]*(?: Scan| Limit|Limit|Sort|Aggregate|Append|Nested Loop|Hash|Materialize|Result|CTE))|Index Cond|Order By|Sort Key|Recheck/.test(line))
  .map((line) => line.replaceAll(/'[^']*'(?:::[\w[\] ]+)?/g, '…').replaceAll(/\b\d+(?:\.\d+)?\b/g, 'n'))
  .join('\n');
