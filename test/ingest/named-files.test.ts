import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { namedFiles } from '../../src/ingest/named-files.ts';

const root = path.parse(process.cwd()).root;
const logs = path.join(root, 'no-such', 'logs');
const names = ['mail/y.log', 'mail/z.txt', 'web/a/x.log', 'web/b/old/x.log', 'web/b/x.log'];
const files = names.map((name) => path.join(logs, name));
const elsewhere = mkdtempSync(path.join(tmpdir(), 'easel-elsewhere-'));

const meant = (argument: string, cwd = elsewhere): string[] =>
  names.filter((_, i) => namedFiles(argument, cwd, files)(files[i] ?? ''));
const refusal = (argument: string, cwd = elsewhere): unknown => {
  try {
    return meant(argument, cwd);
  } catch (error) {
    return error;
  }
};

test.each([
  ['mail/y.log', ['mail/y.log']],
  ['mail/', ['mail/y.log', 'mail/z.txt']],
  ['b', ['web/b/old/x.log', 'web/b/x.log']],
  ['mail/*.log', ['mail/y.log']],
  ['web/*/x.log', ['web/a/x.log', 'web/b/x.log']],
  ['web/**', ['web/a/x.log', 'web/b/old/x.log', 'web/b/x.log']],
])('takes %s as status shows it', (argument, expected) => {
  expect(meant(argument)).toEqual(expected);
});

test('names the places that end alike, and takes none of them', () => {
  expect(refusal('x.log')).toMatchObject({
    code: 'ambiguous-path',
    message: `x.log could be ${['a', 'b', 'b/old'].map((name) => path.join(logs, 'web', name, 'x.log')).join(', ')}`,
  });
});

test('means what lies here before a namesake elsewhere', () => {
  expect(meant('x.log', path.join(logs, 'web', 'b'))).toEqual(['web/b/x.log']);
  const own = path.join(elsewhere, 'own');
  mkdirSync(path.join(own, 'mail'), { recursive: true });
  writeFileSync(path.join(own, 'mail', 'y.log'), 'never loaded');
  const places = [own, logs].map((folder) => path.join(folder, 'mail', 'y.log'));
  expect(refusal('mail/y.log', own)).toMatchObject({
    message: `mail/y.log could be ${places.join(', ')}`,
  });
});

test.each(['*', '**', '*.log', '**/mail/*', '.', './mail', 'il/y.log', `${root}mail`])(
  'looks nowhere else for %s',
  (argument) => {
    expect(refusal(argument)).toMatchObject({ code: 'not-in-warehouse' });
  },
);
