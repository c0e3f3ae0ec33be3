/** Header names, with the ones that came before made distinct: a, a → a, a_1. */
export const distinctNames = (
  names: readonly string[],
): { names: string[]; renamed: { name: string; as: string }[] } => {
  const taken = new Set(names);
  const seen = new Set<string>();
  const renamed: { name: string; as: string }[] = [];
  const distinct = names.map((name) => {
    if (!seen.has(name)) {
      seen.add(name);
      return name;
    }
    let number = 1;
    while (taken.has(`${name}_${number}`)) number++;
    const as = `${name}_${number}`;
    taken.add(as);
    renamed.push({ name, as });
    return as;
  });
  return { names: distinct, renamed };
};
