import { typeError } from '@betahat/linalg/check';
import { readNumber } from './predict/json.ts';
import type { FitReport } from './report.ts';

const TEXT = ['status', 'message', 'solver', 'reason'] as const;
const NUMBERS = [
  'iterations',
  'passes',
  'objective',
  'gradientNorm',
  'seconds',
  'threads',
] as const;

/** The report as written, field by field. */
export const readReport = (where: string, json: unknown): FitReport => {
  if (typeof json !== 'object' || json === null) {
    throw typeError(where, 'report', 'an object', json);
  }
  const own: Record<string, unknown> = Object.assign(Object.create(null), json);
  if (typeof own['converged'] !== 'boolean') {
    throw typeError(where, 'report.converged', 'true or false', own['converged']);
  }
  for (const name of TEXT) {
    if (typeof own[name] !== 'string')
      throw typeError(where, `report.${name}`, 'a string', own[name]);
  }
  for (const name of NUMBERS) readNumber(where, `report.${name}`, own[name]);
  const { converged, status, message, solver, reason } = own;
  const { iterations, passes, objective, gradientNorm, seconds, threads } = own;
  const certificate = readCertificate(where, own['certificate']);
  return Object.freeze({
    ...{ converged, status, message, solver, reason, iterations, passes, objective },
    ...{ certificate, gradientNorm, seconds, threads },
  }) as FitReport;
};

const readCertificate = (where: string, json: unknown): FitReport['certificate'] => {
  if (json === null) return null;
  if (typeof json !== 'object')
    throw typeError(where, 'report.certificate', 'an object or null', json);
  const own: Record<string, unknown> = Object.assign(Object.create(null), json);
  if (typeof own['kind'] !== 'string') {
    throw typeError(where, 'report.certificate.kind', 'a string', own['kind']);
  }
  return Object.freeze({
    kind: own['kind'],
    value: readNumber(where, 'report.certificate.value', own['value']),
  }) as FitReport['certificate'];
};
