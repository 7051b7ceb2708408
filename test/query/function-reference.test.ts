import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { functionReference } from '../../src/query/function-reference.ts';
import { caseFiles, readCase } from './case-file.ts';

const docs = path.join(import.meta.dirname, '../../docs');
const words = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/[ -]+\|/g, '|')
    .replace(/\|[ -]+/g, '|');

test('docs/functions.md is written from the table', () => {
  const written = readFileSync(path.join(docs, 'functions.md'), 'utf8');
  expect(words(written)).toBe(words(functionReference()));
});

test('every case file docs/query-differences.md names exists', () => {
  const text = readFileSync(path.join(docs, 'query-differences.md'), 'utf8');
  const named = [
    ...text.matchAll(/`((?:functions|clauses|semantics|extensions|errors)\/[^`]+\.sql)`/g),
  ];
  const files = new Set(caseFiles());
  expect(named.length).toBeGreaterThan(20);
  expect(named.map(([, file = '']) => file).filter((file) => !files.has(file))).toEqual([]);
});

test('there are at least 300 cases, each with a title', () => {
  const cases = caseFiles().map(readCase);
  expect(cases.length).toBeGreaterThanOrEqual(300);
  expect(cases.filter(({ title, query }) => title === '' || query === '')).toEqual([]);
});
