import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from './inputs/read.ts';
import { easelQuery, logparser } from './run-line.ts';

const log = [
  '#Software: Microsoft Internet Information Services 10.0',
  '#Fields: date time c-ip cs-username cs-uri-stem sc-status sc-bytes',
  '2024-05-01 07:00:00 10.0.0.1 anna /a 200 100',
  '2024-05-01 07:00:30 10.0.0.2 - /b 404 0',
  '2024-05-01 08:10:00 10.0.0.1 anna /a 200 300',
  '',
].join('\r\n');
const files = { 'ex240501.log': log };
const count =
  'SELECT cs-uri-stem AS Url, COUNT(*) AS Hits FROM ex240501.log GROUP BY Url ORDER BY Hits DESC';
const statistics = (processed: number, output: number): string =>
  `\nStatistics:\n-----------\nElements processed: ${processed}\nElements output:    ${output}\nExecution time:     0.00 seconds\n`;

describe('logparser', () => {
  it('prints rows and statistics as the original', async () => {
    const { code, stdout, stderr } = await logparser([count], { cwd: folderWith(files) });
    expect(stdout).toBe(`Url Hits\n--- ----\n/a  2   \n/b  1   \n${statistics(3, 2)}`);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it('counts as processed what TOP lets it read', async () => {
    const { stdout } = await logparser(['SELECT TOP 1 c-ip FROM ex240501.log'], {
      cwd: folderWith(files),
    });
    expect(stdout).toContain('Elements processed: 1\n');
  });

  it('says nothing but the rows with -q', async () => {
    const { stdout } = await logparser(['-q:ON', count], { cwd: folderWith(files) });
    expect(stdout).toBe('/a 2\n/b 1\n');
  });

  it('takes switches in any case and place, with colon or blank', async () => {
    const cwd = folderWith(files);
    const argv = ['-O:csv', count, '-Stats', 'OFF', '-odquotes:on', '-i', 'iisw3c'];
    expect((await logparser(argv, { cwd })).stdout).toBe('"Url","Hits"\n"/a","2"\n"/b","1"\n');
  });

  it('does not know the options of easel', async () => {
    await expect(logparser(['--json', count], { cwd: folderWith(files) })).rejects.toThrow();
  });

  it('counts parse errors, tells them with -e and stops at too many', async () => {
    const cwd = folderWith({ 'ex240501.log': `${log}2024-05-01 short\r\n` });
    const counted = await logparser([count, '-rtp:-1'], { cwd });
    expect(counted.code).toBe(0);
    expect(counted.stdout).toContain(
      '\nTask completed with parse errors.\nParse errors:\n1 parse error occurred during processing\nTo see details about the parse error(s), execute the command again with a non-zero value for the "-e" argument\n',
    );
    expect(counted.stdout).toContain('Elements processed: 3');
    const told = await logparser([count, '-e:1'], { cwd });
    expect(told.stdout).toContain('Row number 6, Value "2024-05-01 short"');
    const stopped = await logparser([count, '-e:0'], { cwd });
    expect(stopped.code).toBe(1);
    expect(stopped.stdout).toContain('Task aborted.\nToo many parse errors - aborting');
    expect(stopped.stdout).not.toContain('/a');
  });

  it('prints what it would do with -queryInfo', async () => {
    const { stdout } = await easelQuery(['-queryInfo', count], { cwd: folderWith(files) });
    expect(stdout).toContain('Input format:  IISW3C');
    expect(stdout).toContain('Output format: CSV');
    expect(stdout).toContain('IISW3C: cs-uri-stem\n');
    expect(stdout).toContain('Hits: INTEGER');
    expect(stdout).toContain('DuckDB SQL:');
  });
});

describe('easel query', () => {
  it('keeps stdout for the rows', async () => {
    const { stdout, stderr } = await easelQuery([count], { cwd: folderWith(files) });
    expect(stdout).toBe('Url,Hits\n/a,2\n/b,1\n');
    expect(stderr).toBe(statistics(3, 2));
  });

  it.each([
    [['--json'], '[\n{"Url":"/a","Hits":2},\n{"Url":"/b","Hits":1}\n]\n'],
    [['--format', 'jsonl'], '{"Url":"/a","Hits":2}\n{"Url":"/b","Hits":1}\n'],
    [['--format=md'], '| Url | Hits |\n'],
    [['-o:NAT'], 'Url Hits\n'],
    [['-rtp:-1'], 'Url Hits\n'],
  ])('writes %j', async (flags, beginning) => {
    const { stdout } = await easelQuery([...flags, count], { cwd: folderWith(files) });
    expect(stdout.replaceAll(/[ ]+/g, ' ').startsWith(beginning)).toBe(true);
  });

  it('is quiet with --quiet', async () => {
    const { stderr } = await easelQuery(['--quiet', count], { cwd: folderWith(files) });
    expect(stderr).toBe('');
  });

  it('names the zone where times become local', async () => {
    const query = 'SELECT TO_LOCALTIME(TO_TIMESTAMP(date, time)) AS At FROM ex240501.log';
    const { stdout, stderr } = await easelQuery(['--tz', 'Europe/Berlin', query], {
      cwd: folderWith(files),
    });
    expect(stdout).toContain('2024-05-01 09:00:00');
    expect(stderr).toContain('Time zone:          Europe/Berlin\n');
    await expect(
      easelQuery(['--tz', 'Nowhere', query], { cwd: folderWith(files) }),
    ).rejects.toThrow('zone');
  });

  it('writes INTO files, several by stars, none without rows', async () => {
    const cwd = folderWith(files);
    const into = (target: string, where = ''): string =>
      `SELECT c-ip, time, sc-bytes INTO ${target} FROM ex240501.log ${where}`;
    await easelQuery([into('out\\*_hits.csv')], { cwd });
    expect(readdirSync(path.join(cwd, 'out')).sort()).toEqual([
      '10.0.0.1_hits.csv',
      '10.0.0.2_hits.csv',
    ]);
    expect(readFileSync(path.join(cwd, 'out', '10.0.0.2_hits.csv'), 'utf8')).toBe(
      'time,sc-bytes\n07:00:30,0\n',
    );
    await easelQuery([into('none.csv', 'WHERE sc-status = 500')], { cwd });
    expect(existsSync(path.join(cwd, 'none.csv'))).toBe(false);
    for (const name of ['a.tsv', 'a.xml', 'a.json', 'a.parquet', 'a.md', 'a.txt', 'a.arrow']) {
      await easelQuery([into(name)], { cwd });
      expect(existsSync(path.join(cwd, name)), name).toBe(true);
    }
  });

  it('writes tables of DuckDB and SQLite files', async () => {
    const cwd = folderWith(files);
    const query = 'SELECT c-ip, time, sc-bytes INTO hits FROM ex240501.log';
    for (const file of ['out.duckdb', 'out.sqlite']) {
      const argv = ['-o:SQL', `-database:${file}`, query];
      await expect(easelQuery(argv, { cwd })).rejects.toThrow('no table hits');
      await easelQuery([...argv, '-createTable:ON'], { cwd });
      await easelQuery(argv, { cwd });
      await easelQuery([...argv, '-clearTable:ON'], { cwd });
    }
    const { Database } = await import('../../src/duckdb/database.ts');
    const database = await Database.open(path.join(cwd, 'out.duckdb'));
    expect(
      await database.rows('select count(*)::int as n, sum(scbytes)::int as b from hits'),
    ).toEqual([{ n: 3, b: 400 }]);
    database.close();
    const sqlite = await import('node-sqlite3-wasm');
    const db = new sqlite.default.Database(path.join(cwd, 'out.sqlite'));
    expect(db.all('select cip, time, scbytes from hits limit 1')).toEqual([
      { cip: '10.0.0.1', time: '07:00:00', scbytes: 100 },
    ]);
    db.close();
    await expect(easelQuery(['-o:SQL', '-server:db1', query], { cwd })).rejects.toThrow('no ODBC');
  });

  it('reads a query from a file with parameters', async () => {
    const cwd = folderWith({
      ...files,
      'q.sql': "SELECT TOP %top% c-ip FROM '%log%' WHERE sc-status = %status%\n",
    });
    const argv = ['file:q.sql?top=1+log=ex240501.log+status=200'];
    expect((await easelQuery(argv, { cwd })).stdout).toBe('c-ip\n10.0.0.1\n');
    await expect(easelQuery(['file:none.sql'], { cwd })).rejects.toThrow('Cannot open query file');
  });

  it('fills [LOGFILEPATH] and runs libraries', async () => {
    const library = `<?xml version="1.0"?><ArrayOfLPQuery><LPQuery><QueryName>Top clients</QueryName><QueryDescription>who
 asks</QueryDescription><QueryData>SELECT c-ip, COUNT(*) AS n FROM '[LOGFILEPATH]' WHERE sc-status &lt; 300 GROUP BY c-ip</QueryData><LogType>IISW3CLOG</LogType></LPQuery></ArrayOfLPQuery>`;
    const cwd = folderWith({ 'renamed.txt': log, 'lib.xml': library });
    const listed = await easelQuery(['--library', 'lib.xml', '--list'], { cwd });
    expect(listed.stdout).toBe('Top clients  IISW3CLOG     who asks\n');
    const ran = await easelQuery(['--library', 'lib.xml', '--run', 'top CLIENTS', 'renamed.txt'], {
      cwd,
    });
    expect(ran.stdout).toBe('c-ip,n\n10.0.0.1,2\n');
    await expect(
      easelQuery(['--library', 'lib.xml', '--run', 'Top client', 'x'], { cwd }),
    ).rejects.toMatchObject({
      hint: 'did you mean "Top clients"?',
    });
    await expect(easelQuery(["SELECT * FROM '[LOGFILEPATH]'"], { cwd })).rejects.toThrow(
      'no path is given',
    );
  });

  it('goes on where a checkpoint stopped', async () => {
    const cwd = folderWith(files);
    const argv = ['-iCheckpoint:./c.lpc', 'SELECT c-ip FROM ex240501.log'];
    expect((await easelQuery(argv, { cwd })).stdout.split('\n')).toHaveLength(5);
    expect((await easelQuery(argv, { cwd })).stdout).toBe('');
    appendFileSync(path.join(cwd, 'ex240501.log'), '2024-05-01 09:00:00 10.0.0.9 - /c 200 1\r\n');
    expect((await easelQuery(argv, { cwd })).stdout).toBe('c-ip\n10.0.0.9\n');
    writeFileSync(path.join(cwd, 'c.lpc'), 'binary');
    await expect(easelQuery(argv, { cwd })).rejects.toThrow('is no checkpoint of easel');
  });

  it('converts logs with -c', async () => {
    const cwd = folderWith(files);
    const argv = [
      '-c',
      '-i:IISW3C',
      '-o:IIS',
      'ex240501.log',
      'native.log',
      'sc-status = 404',
      '--tz',
      'UTC',
    ];
    await easelQuery(argv, { cwd });
    expect(readFileSync(path.join(cwd, 'native.log'), 'utf8')).toBe(
      '10.0.0.2, -, 5/1/2024, 7:00:30, -, -, -, -, -, 0, 404, -, -, /b, -,\n',
    );
    await expect(easelQuery(['-c', '-i:CSV', '-o:XML', 'a', 'b'], { cwd })).rejects.toThrow(
      'does not convert',
    );
  });

  it('converts what client and server sent to the fields of either format', async () => {
    const w3c =
      '#Fields: date time c-ip sc-bytes cs-bytes time-taken\r\n' +
      '2024-05-01 07:00:00 10.0.0.1 3223 163 4502\r\n';
    const cwd = folderWith({ 'ex240501.log': w3c });
    const convert = (from: string, to: string, ...paths: string[]): Promise<unknown> =>
      easelQuery(['-c', `-i:${from}`, `-o:${to}`, ...paths, '--tz', 'UTC'], { cwd });
    await convert('IISW3C', 'IIS', 'ex240501.log', 'native.log');
    expect(readFileSync(path.join(cwd, 'native.log'), 'utf8')).toContain(', 4502, 163, 3223, ');
    await convert('IIS', 'W3C', 'native.log', 'back.log');
    const again = [
      '-o:TSV',
      '-headers:OFF',
      '-i:IISW3C',
      'SELECT sc-bytes, cs-bytes FROM back.log',
    ];
    expect((await easelQuery(again, { cwd })).stdout).toBe('3223\t163\n');
  });

  it('shows a time before year 0 as TO_STRING does', async () => {
    const cwd = folderWith({ 'a.csv': 't\n2024-05-01 10:00:00\n' });
    const hour = "TIMESTAMP('2024-05-01 11:00:00', 'yyyy-MM-dd hh:mm:ss')";
    const query = `SELECT SUB(t, ${hour}), TO_STRING(SUB(t, ${hour}), 'yyyy-MM-dd hh:mm:ss') FROM a.csv`;
    const { stdout } = await easelQuery(['-o:TSV', '-headers:OFF', query], { cwd });
    expect(stdout).toBe('-0001-12-31 23:00:00\t-0001-12-31 23:00:00\n');
  });

  it('saves and forgets defaults', async () => {
    const cwd = folderWith(files);
    const env = { XDG_CONFIG_HOME: cwd, APPDATA: cwd };
    await easelQuery(['-o:CSV', '-oDQuotes:ON', '-saveDefaults'], { cwd, env });
    expect((await easelQuery([count], { cwd, env })).stdout).toBe(
      '"Url","Hits"\n"/a","2"\n"/b","1"\n',
    );
    await easelQuery(['-restoreDefaults'], { cwd, env });
    expect((await easelQuery([count], { cwd, env })).stdout).toBe('Url,Hits\n/a,2\n/b,1\n');
  });

  it('leaves neither a file nor a temporary one when it is interrupted', async () => {
    const cwd = folderWith(files);
    const abort = new AbortController();
    const running = easelQuery(['SELECT c-ip INTO out.csv FROM ex240501.log'], {
      cwd,
      signal: abort.signal,
    });
    abort.abort();
    await expect(running).rejects.toThrow();
    expect(readdirSync(cwd)).toEqual(['ex240501.log']);
  });
});

describe('an input format that nobody named', () => {
  const notW3c = '#Fields: a b\n1 2\n';
  const given: Record<string, string> = {
    'Viewer__u_ex_Test.log': log,
    'other.log': notW3c,
    access_log: '10.0.0.1 - anna [01/May/2024:07:00:00 +0000] "GET / HTTP/1.1" 200 5\n',
    'export.txt': `<Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>7</EventID></System></Event></Events>`,
    'some.doc': '<?xml version="1.0"?><r><x><y>1</y></x></r>',
    'notes.txt': 'just text\n',
    'proxy.log': '#Software: x\n#Fields: DateTime,RequestId\n2024-05-01T07:00:00Z,1\n',
  };
  const count = (from: string): string => `SELECT COUNT(*) FROM ${from}`;

  it.each([
    ['Viewer__u_ex_Test.log', 'IISW3C', '3'],
    ['other.log', 'W3C', '1'],
    ['access_log', 'NCSA', '1'],
    ['export.txt', 'EVT', '1'],
    ['some.doc', 'XML', '1'],
    ['notes.txt', 'TEXTLINE', '1'],
    ['proxy.log', 'TEXTLINE', '3'],
    ['notes.txt, other.log', 'TEXTLINE', '3'],
  ])('is found by what %s holds: %s', async (from, format, rows) => {
    const ran = await easelQuery(['-o:CSV', '-stats:OFF', count(from)], { cwd: folderWith(given) });
    expect(ran.stderr).toContain(`using ${format} input format`);
    expect(ran.stdout).toBe(`COUNT(ALL *)\n${rows}\n`);
  });

  it('is TEXTLINE in the strict dialect and for logparser, as the original has it', async () => {
    const cwd = folderWith(given);
    const query = count('Viewer__u_ex_Test.log');
    const strict = await easelQuery(['--strict-dialect', '-o:CSV', query], { cwd });
    expect(strict.stdout).toBe('COUNT(ALL *)\n5\n');
    const old = await logparser(['-q', query], { cwd });
    expect(old.stdout).toBe('5\n');
  });
});

describe('help', () => {
  const cwd = folderWith({ 'a.csv': 'Name,Hits\na,1\n' });
  it.each([
    [['-h'], '-queryInfo'],
    [['--help'], '--strict-dialect'],
    [['-h', 'GRAMMAR'], 'GROUP BY'],
    [['-h', 'FUNCTIONS'], 'EXTRACT_TOKEN'],
    [['-h', 'functions', 'substr'], 'SUBSTR('],
    [['-h', 'EXAMPLES'], 'SELECT TOP 10'],
    [['-h', '-i:IISW3C'], 'cs(User-Agent) (S)'],
    [['-h', '-i:CSV', 'a.csv'], 'Name (S)'],
    [['-h', '-o:NAT'], '-rAlign:ON|OFF [default: OFF]'],
    [['-h', '-c'], 'IISW3C to IIS'],
  ])('%j', async (argv, expected) => {
    const { stdout, code } = await easelQuery(argv, { cwd });
    expect(stdout).toContain(expected);
    expect(code).toBe(0);
  });
});

describe('wrong usage', () => {
  const cwd = folderWith(files);
  it.each([
    [['-dtLine:5', count], 'did you mean -dtLines?'],
    [['-dtLines:5', count], 'easel query -h'],
    [['--formt', 'csv', count], 'did you mean --format?'],
    [['-i:ISW3C', count], 'did you mean IISW3C?'],
    [['-o:CVS', count], 'did you mean CSV?'],
    [['-i:REG', count], 'reg export'],
    [['-i:ADS', count], 'Get-ADUser'],
    [['-i:ETW', count], 'tracerpt'],
    [['-i:NETMON', count], 'tshark'],
    [['-i:BIN', count], 'W3C logging'],
    [['-i:COM', count], 'CSV or XML'],
    [['-i:IISODBC', count], 'bcp'],
    [['-rtp:x', '-o:NAT', count], 'Rows of a batch'],
    [['-stats:MAYBE', count], undefined],
    [['-o:CSV', '--json', count], undefined],
    [['--out', 'a.csv', 'SELECT c-ip INTO b.csv FROM ex240501.log'], 'leave out one'],
  ])('%j', async (argv, hint) => {
    await expect(easelQuery(argv, { cwd })).rejects.toMatchObject(
      hint === undefined ? {} : { hint: expect.stringContaining(hint) as string },
    );
  });
});
