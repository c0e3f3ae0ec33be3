/** Slope of log time over log size by least squares: time grows as size to this power. */
export const exponent = (points: readonly (readonly [size: number, ms: number])[]): number => {
  const logs = points.map(([size, ms]) => [Math.log(size), Math.log(ms)] as const);
  const mean = (k: 0 | 1) => logs.reduce((sum, p) => sum + p[k], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = logs.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0);
  const variance = logs.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
  return covariance / variance;
};
