/** The published packages in the order in which the site lists them, those that do most first. */
export const PACKAGES = [
  'pipeline',
  'models',
  'losses',
  'optimizers',
  'activations',
  'linalg',
  'metrics',
  'features',
  'random',
] as const;
