import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LineHead } from '../../src/ingest/line-head.ts';
import { Pieces } from '../../src/ingest/piece.ts';
import iisw3c from '../../src/parsers/formats/iisw3c.format.ts';
import { Bench, header, record } from './iis-log.ts';

test('keeps few pieces open at a time, however many kinds of lines there are', () => {
  const pieces = new Pieces(mkdtempSync(path.join(tmpdir(), 'easel-piece-')), 1 << 20);
  const writers = Array.from({ length: 100 }, (_, i) => {
    const kind = { key: `list ${i}`, format: iisw3c, schema: null };
    const writer = pieces.writer(kind, 1);
    const bytes = Buffer.from(`line ${i}`);
    writer.write(new LineHead(1), bytes, 0, bytes.length);
    return writer;
  });
  expect(writers.filter(({ isFull }) => !isFull).length).toBeLessThan(20);
  const texts = pieces.take(true).map(({ file }) => readFileSync(file, 'utf8'));
  expect(texts).toHaveLength(100);
  texts.forEach((text, i) => {
    expect(text).toContain(`line ${i}\n`);
  });
});

test('loads usual and odd lines and rejects among very many field lists, each once', async () => {
  const bench = new Bench();
  const names = header.trimEnd();
  // The first makes many pieces of one line; back under it, lines go into a new one.
  const lists = Array.from({ length: 40 }, (_, i) => {
    const usual = `${record(3 * i)} a\r\n${record(3 * i + 1)} b\r\n`;
    const odd = `${record(3 * i + 2)}  c\r\n`;
    return `${names} X-${i % 30}\r\n${usual}${odd}${usual.slice(0, -3)}\r\n${usual}${odd}`;
  });
  bench.write('x.log', lists.join(''));
  await bench.ingest(['x.log']);
  const rows = await bench.rows(
    `select time_taken_ms::int as n, count(*)::int as times from request_rows group by all order by n`,
  );
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 120 }, (_, i) => i));
  const times = (n: number): number => (n % 3 === 0 ? 3 : 2);
  expect(rows.map((row) => row['times'])).toEqual(rows.map(({ n }) => times(Number(n))));
  expect(await bench.files()).toMatchObject([{ rejects: 40 }]);
});
