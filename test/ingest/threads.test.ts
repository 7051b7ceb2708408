import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { Bench, fields, header, record } from './iis-log.ts';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const swapped = fields.replace('sc-status sc-substatus', 'sc-substatus sc-status');

/** A log so large that threads are started for it, with something odd every few thousand lines. */
function largeLog(): string {
  const lines = [header.trimEnd()];
  for (let n = 0; lines.length < 240_000; n++) {
    lines.push(record(n % 5000, n % 7 === 0 ? '/owa/' : undefined));
    if (n % 9973 === 0) lines.push('', 'not a record', record(n).replace(' 443 ', ' x '));
    if (n % 23_003 === 0) lines.push(n % 2 === 0 ? swapped : fields);
    if (n % 31_013 === 0) lines.push(record(n).replace('iPhone', 'i\u00fc'), `${record(n)}\r`);
  }
  // Now and then a line that ends without CR.
  return lines.map((line, n) => (n % 1009 === 0 ? `${line}\n` : `${line}\r\n`)).join('');
}

/** Everything in the rows but the numbers of shared values. */
const content = `select count(*) as n, bit_xor(hash(rows))::varchar as content from (
  select * exclude (row_id) replace (custom::varchar as custom) from request_rows
) as rows`;
const rejects = `select count(*) as n, bit_xor(hash(rejects))::varchar as content from rejects`;

test.skipIf(!existsSync(main))(
  'gives the same with threads as without',
  { timeout: 300_000 },
  async () => {
    const alone = new Bench();
    const log = alone.write('CAS01/ex.log', largeLog());
    await alone.ingest([log]);
    const threaded = new Bench();
    const options = ['--all', '--quiet', '--db', threaded.warehouse];
    await promisify(execFile)(process.execPath, [main, 'ingest', log, ...options]);
    expect(await threaded.files()).toEqual(await alone.files());
    expect(await threaded.rows(content)).toEqual(await alone.rows(content));
    expect(await threaded.rows(rejects)).toEqual(await alone.rows(rejects));
    const [files] = await alone.files();
    expect(files?.['rejects']).toBeGreaterThan(50);
  },
);
