import { expect, test } from 'vitest';
import { readResult } from '../results.ts';
import { betweenMarks, readmeTable, readReadme } from './readme.ts';
import type { Report } from './report.ts';

test('the README has what the kept results give: `npm run bench -- readme` writes it', () => {
  const readme = readReadme();
  expect(readme).toBe(betweenMarks(readme, readmeTable(readResult<Report>('fits'))));
});

test('a text without marks is refused', () => {
  expect(() => betweenMarks('# betahat', '')).toThrow('README.md has no');
});
