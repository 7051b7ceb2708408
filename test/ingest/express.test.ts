import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { loadStatements } from '../../src/ingest/load-sql.ts';
import { RunMemory } from '../../src/ingest/express-memory.ts';
import { expressStatements } from '../../src/ingest/load-express.ts';
import { isExpress, Pieces, removePiece } from '../../src/ingest/piece.ts';
import { atStart, Segmenter } from '../../src/ingest/segmenter.ts';
import { insertRequests } from '../../src/models/write-requests.ts';
import { createSchema } from '../../src/models/schema.ts';
import type { LineFormat } from '../../src/parsers/format.ts';
import iisw3c from '../../src/parsers/formats/iisw3c.format.ts';

// What the express reader takes must come out as through SQL: the same text is loaded both ways.
const generalOnly: LineFormat = { ...iisw3c, express: () => null };
let db: Database;
let folder: string;
let memory: RunMemory;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'easel-express-'));
  db = await Database.open(':memory:', { threads: 1 });
  await createSchema(db);
  memory = await RunMemory.after(db);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

async function load(text: string, format: LineFormat, fileId: number, keepQuery: boolean) {
  const pieces = new Pieces(folder, 1e9);
  const options = {
    format,
    fileId,
    pieces,
    start: atStart,
    oldLines: 0,
    offerOld: true,
    express: {
      options: { fileId, keepQuery, traffic: 'all', since: -Infinity, until: Infinity } as const,
      memory,
    },
  };
  new Segmenter(options).block(Buffer.from(`\n${text}`), 0);
  let quick = 0;
  for (const piece of pieces.take(true)) {
    const files = [{ fileId, server: 'CAS01', site: null }];
    if (isExpress(piece)) {
      quick += piece.lines;
      for (const sql of expressStatements([piece], files, keepQuery, memory.firstIds))
        await db.run(sql);
      removePiece(piece);
      continue;
    }
    const filter = { traffic: 'all' } as const;
    const statements = loadStatements({ piece, files, filter, keepQuery, loads: [] });
    if (statements.rows !== null) await insertRequests(db, statements.rows);
    if (statements.rejects !== null) await db.run(statements.rejects);
    removePiece(piece);
  }
  return quick;
}

/** Loads both ways; the number of lines the express reader took, and rows that differ. */
async function compare(text: string, keepQuery = true) {
  // What a run keeps of a query is the same for all its lines.
  memory.forget();
  await db.run('delete from request_facts');
  await db.run('delete from rejects');
  const quick = await load(text, iisw3c, 1, keepQuery);
  await load(text, generalOnly, 2, keepQuery);
  const rows = (id: number): string =>
    `select * exclude (file_id, row_id) replace (custom::varchar as custom) from request_rows where file_id = ${id}`;
  const one = `(${rows(1)}) except all (${rows(2)})`;
  const two = `(${rows(2)}) except all (${rows(1)})`;
  const different = [...(await db.rows(one)), ...(await db.rows(two))];
  return { quick, different };
}

const header = (fields: string): string =>
  `#Software: Microsoft Internet Information Services 10.0\n#Date: 2024-05-01 00:00:00\n#Fields: ${fields}\n`;
const fields =
  'date time s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Cookie) cs(Referer) sc-status sc-substatus sc-win32-status time-taken X-Forwarded-For Zone';

const stem = fc.constantFrom(
  ...['/Microsoft-Server-ActiveSync/default.eas', '/microsoft-server-activesync', '/owa/x', '/'],
  ...['/Microsoft-Server-ActiveSync/Proxy/default.eas', '/Microsoft-Server-ActiveSyncX', '-'],
);
const account = fc.constantFrom(
  ...['-', 'anna', 'CONTOSO\\Anna', 'anna@contoso.com', 'CONTOSO%5Canna', 'a\\b@c', 'anna?', '@x'],
  ...[
    'Anonymous',
    'HealthMailbox12@contoso.com',
    'J%C3%BCrgen',
    'Jürgen',
    'x\\',
    '\\y',
    'a+b',
    '--',
  ],
);
const word = fc.oneof(
  fc.constantFrom('', '-', '0', 'A1', 'a%20b', '%', '%zz', '%00', '%ff', 'ü', 'x;y', 'iPhone'),
  fc.string({ maxLength: 6 }).map((text) => text.replace(/[^!-~]/g, '')),
);
const number = fc.oneof(
  fc.constantFrom('0', '00', '-1', '540', '2147483648', '99999999999999999999', '1_', 'x', ''),
  fc.nat(100_000).map(String),
);
const token = fc.oneof(
  fc.tuple(fc.constantFrom('Hb', 'S', 'Pk', 'Pa', 'Fc', 'LdapC', 'RpcL', 'Throttle', 'V'), number),
  fc.tuple(fc.constantFrom('Hb:', 'SC1:', 'Ver1:', 'S:', 'V:', 'V1:', 'Pk:'), number),
  fc.tuple(
    fc.constantFrom('As:', 'SmtpAdrs:', 'Mbx:', 'Dc:', 'PrxTo:', 'PrxFrom:', 'Error:'),
    word,
  ),
  fc.tuple(fc.constantFrom('As:AllowedG', 'As:BlockedABO', 'V141', 'V4TEmSNC:', 'DevOS:iOS'), word),
  fc.tuple(
    fc.constantFrom('HH:', 'Fid:', 'Ty', 'Budget', 'X1:', 'Hb1:', '9', 'ActivityContext', ''),
    word,
  ),
);
const logText = fc
  .array(token, { maxLength: 8 })
  .map((tokens) => tokens.map(([name, value]) => `${name}${value}`).join('_') + '_');
const parameter = fc.oneof(
  fc.tuple(fc.constantFrom('User', 'user', 'USER'), account),
  fc.tuple(fc.constantFrom('DeviceId', 'DEVICEID', 'xDeviceId', 'DeviceType', 'deviceType'), word),
  fc.tuple(
    fc.constantFrom('Cmd', 'cmd', 'cs-Cmd'),
    fc.constantFrom('Ping', 'sync', 'X', '', 'Options'),
  ),
  fc.tuple(fc.constantFrom('Log', 'log'), logText),
  fc.tuple(fc.constantFrom('cafeReqId', 'CorrelationID', 'ClientId', 'CAFEREQID'), word),
);
const query = fc.oneof(
  { weight: 4, arbitrary: fc.array(parameter, { maxLength: 7 }).map(joined) },
  { weight: 1, arbitrary: fc.constantFrom('jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l', '-', '&&', '=') },
  {
    weight: 1,
    arbitrary: logText.map(
      (log) => `jRIJBCBENUE2M0I0RTJCNUExM0U3RjYzMTg4NUFFMDE1QkRDNQACV1A=&Log=${log}`,
    ),
  },
);
function joined(parameters: readonly (readonly [string, string])[]): string {
  return parameters.map(([name, value]) => `${name}=${value}`).join('&') || '-';
}
const value = (...items: string[]) => fc.constantFrom(...items);
// Each field's ordinary values and its odd ones; a line has an odd value in a field or two at most.
const places: readonly (readonly [ordinary: fc.Arbitrary<string>, odd: fc.Arbitrary<string>])[] = [
  [value('2024-05-01', '2024-02-29'), value('2023-02-29', '2024-5-1', '2024/05/01', '-')],
  [value('07:00:00', '23:59:59'), value('24:00:00', '7:00:00', '07:00:00.5', '07:00:0x')],
  [value('CAS01', '-', 'cas02'), value('é')],
  [value('10.0.0.1', '::1', '-'), word],
  [value('POST', 'GET', '-'), value('OPTIONS', 'options')],
  [stem, word],
  [query, query],
  [value('443', '444', '-'), value('x', '99999999999', '0x1BB', '4_43')],
  [value('-', 'anna', 'CONTOSO\\Anna', 'anna@contoso.com'), account],
  [value('10.1.2.3', '-'), word],
  [value('Apple-iPhone', 'A+B+C', '-'), value('AMProbe/Local', 'Ünï', 'Connectivity+Analyzer')],
  [value('-', 'secret=1'), word],
  [value('-', 'https://x/'), word],
  [value('200', '449', '-'), value('20x', '2e2', '+200', '200.0')],
  [value('0', '-'), value('1.5')],
  [value('0', '64', '2148074254', '214784354254'), value('-1', '99999999999999999999')],
  [value('12', '540000', '-'), value('1.5', '0012', '-1', '1e3')],
  [value('-', '1.2.3.4,+5.6.7.8'), word],
  [value('-', 'A+1'), value('é')],
];
const line = fc
  .tuple(
    fc.tuple(...places.map(([ordinary]) => ordinary)),
    fc.tuple(...places.map(([, odd]) => odd)),
    fc.array(fc.nat(places.length - 1), { maxLength: 2 }),
  )
  .map(([ordinary, odd, at]) =>
    ordinary
      .map((text, i) => (at.includes(i) ? (odd[i] ?? '') : text) || '-')
      .join(' ')
      .replaceAll(/ {2,}/g, ' '),
  );

test('takes from lines made at random what SQL takes', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 20, maxLength: 60 }),
      fc.boolean(),
      async (lines, keepQuery) => {
        const { quick, different } = await compare(
          `${header(fields)}${lines.join('\n')}\n`,
          keepQuery,
        );
        taken += quick;
        expect(different).toEqual([]);
      },
    ),
    { numRuns: 40, endOnFailure: true },
  );
  expect(taken).toBeGreaterThan(100);
});

test('takes from every sample what SQL takes', async () => {
  const samples = path.join(import.meta.dirname, '../../sample-logs');
  for (const name of readdirSync(samples, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.log')) continue;
    const { different } = await compare(readFileSync(path.join(samples, name), 'utf8'));
    expect(different, name).toEqual([]);
  }
});

const eas = '/Microsoft-Server-ActiveSync/default.eas';

test('tells one field from another where files name other fields', async () => {
  // The same text as Referer in one log and as X-Forwarded-For in the next, as host and as port.
  const logs = [
    [
      'date time c-ip cs-method cs-uri-stem cs(Referer) sc-status',
      '10.1.2.3 GET /owa/ 9.9.9.9 200',
    ],
    [
      'date time c-ip cs-method cs-uri-stem X-Forwarded-For sc-status',
      '10.1.2.3 GET /owa/ 9.9.9.9 200',
    ],
    ['date time s-port cs-method cs-uri-stem sc-status', '444 GET /owa/ 200'],
    ['date time cs-host cs-method cs-uri-stem sc-status', '444 GET /owa/ 200'],
    ['date time s-sitename cs-method cs-uri-stem sc-status', 'WEB GET /owa/ 200'],
    ['date time s-computername cs-method cs-uri-stem sc-status', 'WEB GET /owa/ 200'],
    ['date time s-sitename cs-uri-stem cs-uri-query sc-status', `WEB ${eas} Cmd=Ping 200`],
    ['date time s-computername cs-uri-stem cs-uri-query sc-status', `WEB ${eas} Cmd=Ping 200`],
  ] as const;
  const text = logs.map(([names, record]) => `${header(names)}2024-05-01 07:00:00 ${record}\n`);
  const { quick, different } = await compare(text.join(''));
  expect(quick).toBe(logs.length);
  expect(different).toEqual([]);
});

test('takes from a log of several row groups and blocks what SQL takes', async () => {
  const names = fields.split(' ').filter((name) => name !== 'cs(Cookie)');
  const swapped = names.join(' ').replace('sc-status sc-substatus', 'sc-substatus sc-status');
  const lines: string[] = [];
  for (let n = 0; lines.length < 150_000; n++) {
    const query =
      n % 7 === 0 ? '-' : `Cmd=Sync&User=u${n % 900}&DeviceId=D${n % 5000}&Log=V141_S1_X${n}`;
    const usual = `2024-05-01 07:00:${10 + (n % 50)} CAS01 10.0.0.1 POST ${eas} ${query} 443 u${n % 900} 10.1.${n % 200}.9 Phone - 200 0 0 ${n} - A`;
    lines.push(usual);
    if (n % 9973 === 0) lines.push('', 'not a record', usual.replace(' 443 ', ' x '));
    if (n % 40_009 === 0) lines.push(`#Fields: ${n % 2 === 0 ? swapped : names.join(' ')}`);
    if (n % 31_013 === 0) lines.push(usual.replace('Phone', 'Ph\u00f6ne'), `${usual}  `);
  }
  const { quick, different } = await compare(`${header(names.join(' '))}${lines.join('\r\n')}\r\n`);
  expect(quick).toBeGreaterThan(149_000);
  expect(different).toEqual([]);
});
