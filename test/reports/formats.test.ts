import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { renderReports } from '../../src/reports/render-reports.ts';
import type { ReportFormat } from '../../src/reports/report-options.ts';
import { sampleRequests, warehouseWith } from './warehouse.ts';

let db: Database;
let folder: string;
beforeAll(async () => {
  db = await warehouseWith([
    ...sampleRequests(),
    {
      requested_at: '2024-05-02 10:00:00',
      device_id: '=1+1',
      device_type: '+a,"b"\n|c',
      server: '@x',
    },
  ]);
  folder = await mkdtemp(path.join(os.tmpdir(), 'easel-formats-'));
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

async function written(format: ReportFormat, more: object = {}): Promise<Map<string, Buffer>> {
  const { files } = await renderReports({
    db,
    names: ['example'],
    out: folder,
    format,
    filters: {},
    now: new Date('2024-05-04T12:00:00Z'),
    folder: import.meta.dirname,
    version: '0.0.0',
    ...more,
  });
  const contents = await Promise.all(files.map((file) => readFile(file)));
  return new Map(
    files.map((file, index) => [path.basename(file), contents[index] ?? Buffer.alloc(0)]),
  );
}

interface JsonReport {
  sections: {
    id: string;
    columns: { name: string }[];
    rows: Record<string, unknown>[];
    total_rows: number;
  }[];
}

async function json(more: object = {}): Promise<JsonReport> {
  const files = await written('json', more);
  return JSON.parse(String(files.get('example.json'))) as JsonReport;
}

const text = (value: unknown): string =>
  value === null ? '' : typeof value === 'string' ? value : (value as number).toString();

describe('the formats of one report', () => {
  it('hold the same numbers', async () => {
    const { sections } = await json();
    const csv = await written('csv', { rawCsv: true });
    const arrow = await written('arrow');
    const parquet = await written('parquet');
    expect([...csv.keys()]).toEqual([
      'example.types.csv',
      'example.commands.csv',
      'example.days.csv',
      'example.rows.csv',
    ]);
    const reader = await Database.open(':memory:');
    for (const { id, columns, rows, total_rows } of sections) {
      expect(rows.length).toBe(total_rows);
      const names = columns.map(({ name }) => name);
      const expected = rows.map((row) => names.map((name) => text(row[name])));
      const parsed = Papa.parse<string[]>(String(csv.get(`example.${id}.csv`)).trimEnd());
      expect(parsed.data).toEqual([names, ...expected]);
      const table = tableFromIPC(arrow.get(`example.${id}.arrow`) ?? Buffer.alloc(0));
      expect(table.schema.fields.map(({ name }) => name)).toEqual(names);
      expect(table.numRows).toBe(total_rows);
      for (const [index, name] of names.entries()) {
        if (name === 'day') continue;
        const values = [...(table.getChild(name) ?? [])].map((value) => text(value as unknown));
        expect(values).toEqual(expected.map((row) => row[index]));
      }
      const file = path.join(folder, `example.${id}.parquet`);
      expect(parquet.has(`example.${id}.parquet`)).toBe(true);
      const stored = await reader.rows('select * from read_parquet($file)', { file });
      expect(stored.map((row) => names.map((name) => text(row[name])))).toEqual(expected);
    }
    reader.close();
  });

  it('have a row for groups that are always there', async () => {
    const { sections } = await json({ section: 'commands', filters: { device: ['DEV7'] } });
    const rows = sections[0]?.rows ?? [];
    expect(rows.map((row) => row['command'])).toEqual(['Sync', 'SendMail', 'Ping', 'FolderSync']);
    expect(rows[1]).toEqual({ command: 'SendMail', requests: 0, share: 0, median_bytes: null });
    const markdown = String((await written('md')).get('example.md'));
    expect(markdown).toMatch(/\| SendMail \| 0 \| 0/);
  });

  it('guards formulas in CSV and nowhere else', async () => {
    const csv = String((await written('csv')).get('example.rows.csv'));
    expect(csv).toContain(",'@x,");
    expect(csv).toContain(",'=1+1,");
    const raw = String((await written('csv', { rawCsv: true })).get('example.rows.csv'));
    expect(raw).toContain(',=1+1,');
  });

  it('are the same bytes for the same input', async () => {
    for (const format of ['html', 'json', 'md', 'csv', 'arrow'] as const) {
      const once = await written(format);
      const again = await written(format);
      for (const [name, bytes] of once) expect(again.get(name)?.equals(bytes), name).toBe(true);
    }
  });

  it('leave out what the filters of the command line leave out, and count the unknown', async () => {
    const whole = await json();
    const some = await json({ filters: { type: ['iphone', 'WP*'] } });
    const types = (report: JsonReport): unknown[] =>
      (report.sections[0]?.rows ?? []).map((row) => row['device_type']);
    expect(types(whole)).toHaveLength(6);
    expect(types(some).toSorted()).toEqual(['WP8', 'iPhone']);
    const unknown = await json({ filters: { type: ['(unknown)'] } });
    expect(types(unknown)).toEqual([null]);
    const html = String(
      (await written('html', { filters: { type: ['iPhone'] } })).get('example.html'),
    );
    expect(html).toContain(
      '70 requests with unknown Device type are left out by the filter of the file.',
    );
    expect(html).not.toContain('TouchDown');
  });

  it('count days in the zone asked for', async () => {
    const { sections } = await json({
      section: 'rows',
      tz: 'America/New_York',
      since: '2024-05-01',
      until: '2024-05-01',
    });
    const days = new Set(sections[0]?.rows.map((row) => row['day']));
    expect([...days]).toEqual(['2024-05-01']);
  });

  it('take one section to a stream', async () => {
    const pieces: Buffer[] = [];
    const out = { write: (piece: string | Uint8Array) => pieces.push(Buffer.from(piece)) > 0 };
    await renderReports({
      db,
      names: ['example'],
      out: out as never,
      format: 'csv',
      section: 'types',
      filters: {},
      now: new Date('2024-05-04T12:00:00Z'),
      folder: import.meta.dirname,
      version: '0.0.0',
    });
    expect(String(Buffer.concat(pieces))).toMatch(/^device_type,requests,share,devices,/);
  });
});
