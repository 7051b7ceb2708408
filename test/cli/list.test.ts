import { expect, it } from 'vitest';
import { runEasel } from './run-easel.ts';

it('lists tables with their columns for programs', async () => {
  const { code, out } = await runEasel(['list', 'tables', '--json']);
  expect(code).toBe(0);
  const tables = JSON.parse(out) as { name: string; columns: { column: string }[] }[];
  const requests = tables.find(({ name }) => name === 'eas_requests');
  expect(requests?.columns.map(({ column }) => column)).toContain('log_tokens');
  expect(tables.map(({ name }) => name)).not.toContain('request_rows');
});

it('lists the columns of one table, formats, reports and functions', async () => {
  for (const [args, line] of [
    [['tables', 'devices'], 'mailbox,VARCHAR,'],
    [['formats'], 'directory,'],
    [['reports'], 'heartbeat,'],
    [['functions'], 'STRREV,'],
  ] as const) {
    const { code, out } = await runEasel(['list', ...args]);
    expect(code, args.join(' ')).toBe(0);
    expect(out).toContain(`\n${line}`);
  }
});

it('says what can be listed', async () => {
  const { code, err } = await runEasel(['list', 'tabels']);
  expect(code).toBe(2);
  expect(err).toContain('did you mean tables?');
});
