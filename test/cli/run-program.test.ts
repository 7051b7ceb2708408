import { PassThrough, Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../../src/cli/run-program.ts';

class Capture extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

async function easel(
  argv: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; out: string; err: string }> {
  const stdout = new Capture();
  const stderr = new Capture();
  const code = await runProgram(argv, {
    stdout,
    stderr,
    stdin: new PassThrough(),
    env,
    cwd: process.cwd(),
    now: () => new Date(0),
    signal: new AbortController().signal,
  });
  return { code, out: stdout.text, err: stderr.text };
}

describe('the command line', () => {
  test('prints its help on stdout and the commands there are', async () => {
    const { code, out, err } = await easel(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^ {2}sql +runs DuckDB SQL/m);
  });

  test.each([
    [['sqll', 'select 1'], 'error[unknown-command]', 'did you mean easel sql?'],
    [['sql', '--dbb', 'x', 'select 1'], 'easel sql has no flag --dbb', 'did you mean --db?'],
    [['--jsn', 'sql', 'x'], 'there is no flag --jsn', 'did you mean --json?'],
    [['sql'], "missing required argument 'sql'", 'easel sql --help'],
    [['sql', 'select 1', 'select 2'], 'too many arguments', 'easel sql --help'],
    [['sql', '--color', 'blue', 'select 1'], '--color is auto, always, never', ''],
    [['sql', '--db'], "option '--db <file>' argument missing", 'easel sql --help'],
  ])('calls %j wrong usage and says what was meant', async (argv, what, help) => {
    const { code, out, err } = await easel(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(what);
    expect(err).toContain(help);
  });

  test('takes the global flags before and after the command', async () => {
    for (const argv of [
      ['--db', 'no-such.duckdb', 'sql', 'select 1'],
      ['sql', 'select 1', '--db=no-such.duckdb'],
    ]) {
      const { code, err } = await easel(argv);
      expect(code).toBe(1);
      expect(err).toContain('no-such.duckdb');
    }
    expect((await easel(['sql', 'select 1'], { EASEL_DB: 'other.duckdb' })).err).toContain(
      'other.duckdb',
    );
  });

  test('keeps control characters of an argument off the terminal', async () => {
    const { err } = await easel(['\u001b[31mred\u202e']);
    expect(err).toContain("'\\x1b[31mred\\u202e'");
    expect(err).not.toContain('\u001b');
  });

  test('shows no stack without --debug', async () => {
    expect((await easel(['nope'])).err).not.toMatch(/^\s+at /m);
    expect((await easel(['--debug', 'nope'])).err).toMatch(/^\s+at /m);
  });
});
