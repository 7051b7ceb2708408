import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/duckdb/database.ts';
import { renderReports } from '../../../src/reports/render-reports.ts';
import { scriptText } from '../../../src/reports/script-text.ts';
import { attacks } from '../../browser/attacks.ts';
import { warehouseWith } from '../warehouse.ts';

// The second byte of the first letter is a quote to whoever takes UTF-8 for Windows-1252.
const names = [...attacks, '\u0451; calc; \u0451', "o'hara", '\u2018\u2019\u201a\u201b', 'anna'];
const strange = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

let db: Database;
let folder: string;
let script: Buffer;
beforeAll(async () => {
  db = await warehouseWith(
    names.map((name, index) => ({
      requested_at: `2024-01-01 ${String(index % 24).padStart(2, '0')}:00:00`,
      user_name: name,
      device_id: name,
    })),
  );
  folder = await mkdtemp(path.join(os.tmpdir(), 'easel-script-'));
  const { files } = await renderReports({
    ...{ db, names: ['last-sync'], out: folder, format: 'csv', section: 'removal', filters: {} },
    now: new Date('2024-06-01T12:00:00Z'),
    version: '0.0.0',
  });
  expect(files.map((file) => path.basename(file))).toEqual([
    'last-sync.removal.csv',
    'last-sync.removal.ps1',
  ]);
  script = await readFile(path.join(folder, 'last-sync.removal.ps1'));
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

/** A line of PowerShell with its single-quoted strings taken out, and what they say. */
function takenApart(line: string): { code: string; strings: string[] } {
  const quote = /['\u2018\u2019\u201a\u201b]/;
  const strings: string[] = [];
  let code = '';
  for (let at = 0; at < line.length; at++) {
    if (!quote.test(line.charAt(at))) {
      code += line.charAt(at);
      continue;
    }
    let text = '';
    for (at++; at < line.length; at++) {
      if (quote.test(line.charAt(at))) {
        if (!quote.test(line.charAt(at + 1))) break;
        at++;
      }
      text += line.charAt(at);
    }
    strings.push(text);
    code += 'S';
  }
  return { code, strings };
}

describe('the removal list as PowerShell', () => {
  it('says what it does, and is UTF-8 to every PowerShell', () => {
    expect([...script.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const head = script.toString().slice(1).split('\r\n\r\n')[0] ?? '';
    expect(head.split('\r\n').every((line) => line.startsWith('# '))).toBe(true);
    expect(head).toContain('removes no data from the device, and its next sync makes a new one');
    const odd = names.filter((name) => strange.test(name)).length;
    expect(head).toContain(`As of 2024-06-01 12:00 UTC; ${names.length - odd} lines.`);
    expect(head).toContain(`${odd} more have names with control characters`);
  });

  it('holds one command a line, in which names are nothing but strings', () => {
    const lines = (script.toString().split('\r\n\r\n')[1] ?? '').trimEnd().split('\r\n');
    const found = lines.map((line) => {
      const { code, strings } = takenApart(line);
      expect(code).toBe(
        'Get-MobileDevice -Mailbox S | Where-Object { $_.DeviceId -eq S } | Remove-MobileDevice -WhatIf',
      );
      return strings[1];
    });
    expect(found.sort()).toEqual(names.filter((name) => !strange.test(name)).sort());
  });

  it('stands on the page line by line under the rows it is of', async () => {
    const { files } = await renderReports({
      ...{ db, names: ['last-sync'], out: folder, format: 'html', filters: {} },
      now: new Date('2024-06-01T12:00:00Z'),
      version: '0.0.0',
    });
    const page = await readFile(
      files.find((file) => file.endsWith('last-sync.html')) ?? '',
      'utf8',
    );
    const [, section = ''] = /<section[^>]* id="removal"([\s\S]*?)<\/section>/.exec(page) ?? [];
    const under = [
      ...section.matchAll(/<tr class="line"><td colspan="(\d+)">([^<]*)<\/td><\/tr>/g),
    ];
    expect(section.match(/<th /g)).toHaveLength(10);
    expect(under.map(([, columns]) => columns)).toEqual(
      names.filter((name) => !strange.test(name)).map(() => '10'),
    );
    expect(under.map(([, , line]) => line)).toContain(
      'Get-MobileDevice -Mailbox &#x27;anna&#x27; | Where-Object { $_.DeviceId -eq &#x27;anna&#x27; } | Remove-MobileDevice -WhatIf',
    );
  });

  it('tells of rows that a page does not hold', () => {
    const [text, one] = ['As of now; 1 line.', 'Get-It'];
    const page = [...scriptText({ ...options, head: ['Title'] }, 'now', [one], 7)].join('');
    expect(page).toBe(
      `\ufeff# Title\r\n# ${text}\r\n# 7 more are not in the page this is from, but in the file beside it.\r\n\r\n${one}\r\n`,
    );
  });
});

const options = { column: 'command', extension: 'ps1', title: 'Download' } as const;
