import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BothWays } from './both-ways.ts';
import { fields, header, line } from './random-lines.ts';

// What the express reader takes must come out as through SQL: the same text is loaded both ways.
let both: BothWays;

beforeAll(async () => {
  both = await BothWays.open();
});
afterAll(() => both.close());

test('takes from lines made at random what SQL takes', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 20, maxLength: 60 }),
      fc.boolean(),
      async (lines, keepQuery) => {
        const { quick, different } = await both.compare(
          `${header(fields)}${lines.join('\n')}\n`,
          keepQuery,
        );
        taken += quick;
        expect(different).toEqual([]);
      },
    ),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 28), endOnFailure: true },
  );
  expect(taken).toBeGreaterThan(100);
});

test('takes from every sample what SQL takes', async () => {
  const samples = path.join(import.meta.dirname, '../../sample-logs');
  for (const name of readdirSync(samples, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.log')) continue;
    const { different } = await both.compare(readFileSync(path.join(samples, name), 'utf8'));
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
  const { quick, different } = await both.compare(text.join(''));
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
  const { quick, different } = await both.compare(
    `${header(names.join(' '))}${lines.join('\r\n')}\r\n`,
  );
  expect(quick).toBeGreaterThan(149_000);
  expect(different).toEqual([]);
});
