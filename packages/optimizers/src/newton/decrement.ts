import type { Certificate, Iterate } from '../method.ts';
import { dot } from '../vector.ts';

/** ½ gᵀH⁻¹g from the Newton step p = −H⁻¹g. */
export const newtonCertificate = (
  gradient: Float64Array,
  direction: Float64Array,
): Certificate => ({
  kind: 'newtonDecrement',
  value: Math.max(0, -0.5 * dot(gradient, direction)),
});

type Certified = Pick<Iterate, 'certificate'>;

/** What the certificate says of the gap; +∞ without one. */
export const certifiedGap = (state: Certified): number =>
  state.certificate?.value ?? Number.POSITIVE_INFINITY;

/** Decrements at this share of |f| are near what rounding leaves. */
const ROUNDING = 2 ** -44;

/** Whether the last step gained nothing any more: the gradient itself is rounding. */
export const atFloor = (before: Pick<Iterate, 'certificate' | 'value'>, now: Certified): boolean =>
  certifiedGap(before) <= ROUNDING * Math.abs(before.value) &&
  certifiedGap(now) > 0.5 * certifiedGap(before);

/**
 * Newton steps towards a minimum contract faster and faster; towards an infimum at infinity the
 * squared decrement falls by 1/e at best, however long one goes on.
 */
export const isSlow = (now: number, before: number): boolean => now > 0.1 * before;
