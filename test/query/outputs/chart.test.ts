import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import type { Value } from '../../../src/duckdb/values.ts';
import { settingsOf } from '../../../src/query/command-line-parameters.ts';
import { chartOutput } from '../../../src/query/outputs/chart.ts';
import { chartParameters, chartShapes } from '../../../src/query/outputs/chart-parameters.ts';
import type { OutputColumn } from '../../../src/query/outputs/output.ts';
import { world } from './write.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'easel-chart-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const columns: OutputColumn[] = [
  { name: 'Server', type: 'STRING' },
  { name: 'Hits', type: 'INTEGER' },
  { name: 'Errors', type: 'INTEGER' },
  { name: 'Share', type: 'REAL' },
  { name: 'Low', type: 'REAL' },
];
const rows: Value[][] = [
  ['EX1', 120, 4, 1.5, 1],
  ['EX2</text><script>', 80, null, 2.5, 2],
  ["EX1|datum['x']", 60, 9, 0.5, 0.25],
];

async function draw(
  target: string,
  parameters: Record<string, string>,
  given: { columns?: OutputColumn[]; rows?: Value[][] } = {},
): Promise<Buffer> {
  const file = path.join(folder, target);
  const output = chartOutput({
    settings: settingsOf(
      'CHART',
      chartParameters,
      new Map(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value])),
    ),
    columns: given.columns ?? columns,
    target: file,
    world,
    stdout: new PassThrough(),
  });
  await output.write(given.rows ?? rows);
  await output.commit();
  return readFileSync(file);
}

describe('CHART', () => {
  it('takes numbers in front for what the others are of', async () => {
    const statuses: { columns: OutputColumn[]; rows: Value[][] } = {
      columns: [
        { name: 'sc-status', type: 'INTEGER' },
        { name: 'Hits', type: 'INTEGER' },
      ],
      rows: [
        [200, 30],
        [404, 10],
      ],
    };
    const chartType = 'PieExploded3D';
    const pie = (await draw('pie.svg', { chartType, values: 'ON' }, statuses)).toString();
    expect(new Set(pie.match(/\b[\d.]+ %/g))).toEqual(new Set(['75.0 %', '25.0 %']));
    expect(pie).toContain('>404<');
    const bars = (await draw('bars.svg', { chartType: 'ColumnClustered' }, statuses)).toString();
    expect(bars).toContain('>404<');
    expect(bars).toContain('>Hits<');
    const xy = (await draw('xy.svg', { chartType: 'ScatterMarkers' }, statuses)).toString();
    expect(xy).not.toContain('>404<');
  });

  it.each([...chartShapes.keys()])('draws %s', async (chartType) => {
    const svg = (await draw(`${chartType}.svg`, { chartType })).toString();
    expect(svg.startsWith('<svg')).toBe(true);
    expect(svg).toContain('<path');
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('NaN');
  });

  it('knows the types of the original', () => {
    expect(chartShapes.size).toBeGreaterThanOrEqual(50);
  });

  it.each([
    ['png', '89504e47'],
    ['gif', '47494638'],
    ['jpg', 'ffd8ff'],
  ])('writes .%s files as such', async (extension, magic) => {
    const bytes = await draw(`image.${extension}`, { chartType: 'ColumnClustered' });
    expect(bytes.toString('hex').startsWith(magic)).toBe(true);
  });

  it('has the size, the title and the labels asked for', async () => {
    const svg = (
      await draw('look.svg', { groupSize: '800x300', chartTitle: 'Hits & more', values: 'ON' })
    ).toString();
    expect(svg).toContain('width="800" height="300"');
    expect(svg).toContain('Hits &amp; more');
    expect(svg).toContain('>EX1<');
    const bare = (
      await draw('bare.svg', { categories: 'OFF', legend: 'OFF', chartTitle: '' })
    ).toString();
    expect(bare).not.toContain('>EX1<');
    expect(bare).not.toContain('>Errors<');
  });

  it('writes a page that runs nothing', async () => {
    const html = (await draw('page.html', { chartType: 'Pie' })).toString();
    expect(html).toContain("default-src 'none'");
    expect(html).not.toContain('<script');
  });

  it('says which kinds of file there are, and writes nothing without rows', async () => {
    await expect(draw('what.bmp', {})).rejects.toThrow('says no kind of image');
    await expect(draw('none.svg', {}, { rows: [] })).rejects.toThrow('ENOENT');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('refuses scripts for Office and queries without numbers', async () => {
    await expect(draw('a.svg', { config: 'x.js' })).rejects.toThrow('Office Web Components');
    await expect(
      draw('a.svg', {}, { columns: columns.slice(0, 1), rows: [['a']] }),
    ).rejects.toThrow('needs 1 numeric');
    await expect(draw('a.svg', { groupSize: 'big' })).rejects.toThrow('widthxheight');
  });
});
