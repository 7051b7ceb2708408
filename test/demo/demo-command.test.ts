import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runEasel } from '../cli/run-easel.ts';

const small = ['demo', '--devices', '20', '--days', '1', '--quiet', '--json'];

describe('easel demo', () => {
  let cwd = '';
  beforeAll(() => {
    cwd = mkdtempSync(path.join(tmpdir(), 'easel-demo-command-'));
  });
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));
  const at = (...parts: string[]): string => path.join(cwd, 'easel-demo', ...parts);

  it('writes logs, exports, a warehouse and reports, and says where to look', async () => {
    const { code, out, err } = await runEasel(small, { cwd });
    expect([code, err]).toEqual([0, '']);
    const said = JSON.parse(out) as { index: string; generated_at: string };
    expect(said.generated_at).toBe('2024-05-01T23:59:59Z');
    expect(existsSync(path.join(cwd, said.index))).toBe(true);
    for (const name of ['easel.duckdb', 'exports/directory.csv', 'logs/CAS10A/W3SVC1']) {
      expect(existsSync(at(...name.split('/'))), name).toBe(true);
    }
  });

  it('says nothing to a person who wants quiet', async () => {
    const { code, out, err } = await runEasel(
      ['demo', '--devices', '2', '--days', '1', '--quiet'],
      {
        cwd: mkdtempSync(path.join(cwd, 'quiet-')),
      },
    );
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: '' });
  });

  it('can be run again in its own folder and gives the same', async () => {
    const log = at('logs', 'EX16A', 'W3SVC1', 'u_ex240501.log');
    const before = readFileSync(log);
    writeFileSync(log, 'an interrupted run left this');
    const { code, err } = await runEasel(small, { cwd });
    expect([code, err]).toEqual([0, '']);
    expect(readFileSync(log).equals(before)).toBe(true);
  });

  it('refuses a folder of somebody else', async () => {
    writeFileSync(path.join(cwd, 'mine.txt'), '');
    const { code, err } = await runEasel([...small, '.'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain("holds files that are not the demo's");
    expect(err).toContain('easel demo <dir>');
  });

  it('takes only whole numbers', async () => {
    const { code, err } = await runEasel(['demo', '--devices', 'many'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain("--devices is a whole number from 1 to 1000000, not 'many'");
  });
});
