/**
 * By how much class k is ahead of the likeliest other class, place by place; the boundary of its
 * region is where that is 0.
 * @param regions per class, its probability at each place
 */
export const lead = (regions: readonly (readonly number[])[], k: number): number[] =>
  regions[k]!.map((own, i) => {
    let other = 0;
    for (const [j, region] of regions.entries()) if (j !== k) other = Math.max(other, region[i]!);
    return own - other;
  });
