/** Units that a name may end with, as `petal_length_cm` does. */
const SUFFIXES = new Set(
  'mm cm m km in ft mi mg g kg t lb oz ml l s min h hours days weeks months years usd eur gbp percent kwh w kw mmhg bpm c f k'.split(
    ' ',
  ),
);

/** The unit in a column's name: `height (cm)`, `mass [kg]`, `petal_length_cm`; null where it names none. */
export const unitOf = (name: string): string | null => {
  const bracket = /[([]\s*([^)\]]+?)\s*[)\]]\s*$/.exec(name)?.[1];
  if (bracket !== undefined) return bracket;
  const last = /[_ ]([A-Za-z]+)$/.exec(name)?.[1];
  return last !== undefined && SUFFIXES.has(last.toLowerCase()) ? last : null;
};
