/** The repository's tables; this file and the built program lie equally deep. */
export const dataFolder = new URL('../../../data/', import.meta.url);
