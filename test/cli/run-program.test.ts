import { describe, expect, test } from 'vitest';
import { runEasel } from './run-easel.ts';

describe('the command line', () => {
  test('prints its help on stdout and the commands there are', async () => {
    const { code, out, err } = await runEasel(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^ {2}sql +runs DuckDB SQL/m);
  });

  test('names --db in the help of what looks at a warehouse only', async () => {
    const helpOf = async (verb: string): Promise<string> => (await runEasel([verb, '--help'])).out;
    expect(await helpOf('sql')).toContain('--db <file>');
    for (const verb of ['explain', 'list']) expect(await helpOf(verb)).not.toContain('--db');
    expect(await runEasel(['explain', '449', '--db', 'x'])).toMatchObject({ code: 0 });
  });

  test.each([
    [['sqll', 'select 1'], 'error[unknown-command]', 'did you mean easel sql?'],
    [['sql', '--dbb', 'x', 'select 1'], 'easel sql has no flag --dbb', 'did you mean --db?'],
    [['--jsn', 'sql', 'x'], 'there is no flag --jsn', 'did you mean --json?'],
    [['sql'], "missing required argument 'sql'", 'easel sql --help'],
    [['sql', 'select 1', 'select 2'], 'too many arguments', 'easel sql --help'],
    [['sql', '--color', 'blue', 'select 1'], '--color is auto, always, never', ''],
    [['demo', 'd', '--db', 'x'], 'a demo makes its warehouse in its own folder', ''],
    [['sql', '--db'], "option '--db <file>' argument missing", 'easel sql --help'],
  ])('calls %j wrong usage and says what was meant', async (argv, what, help) => {
    const { code, out, err } = await runEasel(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(what);
    expect(err).toContain(help);
  });

  test('takes the global flags before and after the command', async () => {
    for (const argv of [
      ['--db', 'no-such.duckdb', 'sql', 'select 1'],
      ['sql', 'select 1', '--db=no-such.duckdb'],
    ]) {
      const { code, err } = await runEasel(argv);
      expect(code).toBe(1);
      expect(err).toContain('no-such.duckdb');
    }
    expect(
      (await runEasel(['sql', 'select 1'], { env: { EASEL_DB: 'other.duckdb' } })).err,
    ).toContain('other.duckdb');
  });

  test('keeps control characters of an argument off the terminal', async () => {
    const { err } = await runEasel(['\u001b[31mred\u202e']);
    expect(err).toContain("'\\x1b[31mred\\u202e'");
    expect(err).not.toContain('\u001b');
  });

  test('shows no stack without --debug', async () => {
    expect((await runEasel(['nope'])).err).not.toMatch(/^\s+at /m);
    expect((await runEasel(['--debug', 'nope'])).err).toMatch(/^\s+at /m);
  });
});
