import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { functionReference } from '../../src/query/function-reference.ts';
import { caseFiles, readCase } from './case-file.ts';

const docs = path.join(import.meta.dirname, '../../docs');

test('keeps docs/functions.md what the table says (npm run golden)', async () => {
  await expect(functionReference()).toMatchFileSnapshot('../../docs/functions.md');
});

test('every case file docs/query-differences.md names exists', () => {
  const text = readFileSync(path.join(docs, 'query-differences.md'), 'utf8');
  const named = [...text.matchAll(/`([a-z]+\/[^`]+\.sql)`/g)].map(([, file = '']) => file);
  const files = new Set(caseFiles());
  expect(named).not.toEqual([]);
  expect(named.filter((file) => !files.has(file))).toEqual([]);
});

test('every case has a title and a query', () => {
  const cases = caseFiles().map(readCase);
  expect(cases).not.toEqual([]);
  expect(cases.filter(({ title, query }) => title === '' || query === '')).toEqual([]);
});
