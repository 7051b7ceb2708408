import { expect, test } from 'vitest';
import { runEasel } from './run-easel.ts';

test('explains several codes at once and says what to do', async () => {
  const { code, out, err } = await runEasel(['explain', '449', '86000C2B', 'Ping', '5']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('HTTP status 449');
  expect(out).toContain('AllowNonProvisionableDevices');
  expect(out).toContain('ActiveSync status Ping:5');
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
