import { expect, it } from 'vitest';
import { ProgressBar } from '../../src/cli/progress.ts';
import { Bench, header, record } from '../ingest/iis-log.ts';
import { Capture } from './run-easel.ts';

it('says on a terminal how far it is, and what it does when all files are read', async () => {
  const bench = new Bench();
  const terminal = new Capture(60);
  const bar = new ProgressBar(terminal);
  await bench.ingest([bench.write('CAS1/ex.log', `${header}${record(1)}\r\n`)], {
    onProgress: (progress) => bar.update(progress),
    onCounting: () => bar.say('counting days and devices'),
  });
  bar.clear();
  const drawn = terminal.text.split('\r\u001b[K');
  expect(drawn.at(1)).toMatch(/^\[#{20}\] 100 % /);
  expect(drawn.slice(-2)).toEqual(['counting days and devices', '']);
  expect(Math.max(...drawn.map((line) => line.length))).toBeLessThan(60);
});

it('writes nothing into a pipe', () => {
  const pipe = new Capture();
  const bar = new ProgressBar(pipe);
  bar.update({ bytes: 1, totalBytes: 2, file: 'a' });
  bar.say('counting');
  bar.clear();
  expect(pipe.text).toBe('');
});
