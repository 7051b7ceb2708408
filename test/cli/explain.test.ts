import { expect, test } from 'vitest';
import { runEasel } from './run-easel.ts';

test('explains several codes at once and says what to do', async () => {
  const { code, out, err } = await runEasel(['explain', '449', '86000C2B', 'Ping', '5']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('HTTP status 449');
  expect(out).toContain('AllowNonProvisionableDevices');
  expect(out).toContain('ActiveSync status Ping:5');
});

test.each([
  ['449,86000C2B', ['449', '86000C2B']],
  ['449 and 86000C2B', ['449', '86000C2B']],
  ['5, 64', ['5', '64']],
  ['Ping 5; Sync:3 or Hb480', ['Ping 5', 'Sync:3', 'Hb480']],
])('explains each code of %s', async (argument, codes) => {
  const { code, out } = await runEasel(['explain', '--json', argument]);
  const explained = JSON.parse(out) as { input: string; meanings: unknown[] }[];
  expect({ code, inputs: explained.map(({ input }) => input) }).toEqual({ code: 0, inputs: codes });
  expect(explained.every(({ meanings }) => meanings.length > 0)).toBe(true);
});

test.each([
  'HTTP 449',
  'the server said 449 and 86000C2B',
  'V141_Hb480_S143_Error:PolicyRefresh_',
  'Support code: 0x80883001',
  'Access, Blocked',
])('leaves %s whole', async (argument) => {
  const { out } = await runEasel(['explain', '--json', argument]);
  expect(JSON.parse(out)).toMatchObject([{ input: argument }]);
});

test('gives data with --json', async () => {
  const { out } = await runEasel(['explain', '--json', 'win32:64']);
  expect(JSON.parse(out)).toMatchObject([
    { input: 'win32:64', meanings: [{ kind: 'win32', code: '64' }] },
  ]);
});

test('answers nonsense with the nearest, and fails only where nothing was known', async () => {
  const nonsense = await runEasel(['explain', 'Throtle']);
  expect(nonsense).toMatchObject({ code: 1 });
  expect(nonsense.out).toContain('Did you mean Throttle?');
  expect(await runEasel(['explain', 'Throtle', '449'])).toMatchObject({ code: 0 });
});

test('shows control characters as text', async () => {
  const { out } = await runEasel(['explain', 'evil\u001b[31m\u202e 449']);
  expect(out).not.toMatch(/[\u001b\u202e]/);
  expect(out).toContain('\\x1b');
});
