import { expect, test } from 'vitest';
import { formatError } from '../../src/cli/print-error.ts';
import { openError } from '../../src/ingest/open-error.ts';

const style = { color: false, debug: false };
const systemError = (code: string): Error =>
  Object.assign(new Error(`${code}: no`), { code, path: '/reports/a.html' });

test.each([
  ['EACCES', 'permission denied', 'ask for the right to, or name another place'],
  ['EROFS', 'the file system is read-only', 'name another place'],
  ['ENOSPC', 'the disk is full', 'make room and run the same command again'],
])('%s says what to do', (code, what, help) => {
  expect(formatError(systemError(code), style)).toBe(
    `error[${code}]: /reports/a.html: ${what}\n  = help: ${help}\n`,
  );
});

test('a full disk that the engine meets is one', () => {
  const error = new Error('IO Error: Could not write file "x": No space left on device');
  expect(formatError(error, style)).toContain('error[ENOSPC]: the disk is full\n  = help: make');
});

test('a warehouse that may not be opened says what to do', () => {
  const error = new Error('IO Error: Cannot open file "package.json": Permission denied');
  expect(formatError(openError('package.json', undefined, error), style)).toBe(
    'error[cannot-open]: cannot open package.json: permission denied\n  = help: ask for the right to, or name another warehouse with --db\n',
  );
});
