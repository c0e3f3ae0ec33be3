const CANDIDATES = [',', ';', '\t', '|'] as const;

/**
 * The delimiter of a CSV file: the candidate that separates most fields in the header line, outside
 * of quotes; a comma where there is none.
 */
export const delimiterOf = (head: string): string => {
  const counts = new Map<string, number>(CANDIDATES.map((candidate) => [candidate, 0]));
  let quoted = false;
  for (const character of head) {
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '\n' || character === '\r') break;
    else if (counts.has(character)) counts.set(character, counts.get(character)! + 1);
  }
  const [best] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
  return best;
};
