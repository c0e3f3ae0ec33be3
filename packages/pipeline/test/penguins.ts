/** A table with words, numbers, booleans, dates and holes; `id` and `study` tell nothing. */
export const penguins = Array.from({ length: 60 }, (_, i) => {
  const species = ['Adelie', 'Chinstrap', 'Gentoo'][i % 3];
  // Repeatable noise: multiples of the golden ratio fill [0, 1) evenly.
  const noise = (seed: number) => ((i + 1) * (seed + 0.6180339887498949)) % 1;
  const island = ['Torgersen', 'Dream', 'Biscoe'][noise(1) < 0.8 ? i % 3 : (i + 1) % 3];
  return {
    id: `N${i}A${i * 7}`,
    study: 'PAL0708',
    species,
    island,
    bill_length: noise(2) < 0.1 ? null : 38 + (i % 3) * 4 + 9 * noise(3),
    mass: 3500 + (i % 3 === 2 ? 900 : 0) + Math.round(900 * noise(4)),
    male: noise(5) < 0.1 ? null : noise(6) < 0.5,
    seen: `2007-11-${10 + Math.floor(15 * noise(7))}`,
  };
});

/** Two of the species. */
export const twoSpecies = penguins.filter(({ species }) => species !== 'Gentoo');
