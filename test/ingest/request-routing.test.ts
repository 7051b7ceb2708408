import { expect, test } from 'vitest';
import { Bench, header, record } from './iis-log.ts';

test('counts a request once that IIS passed on and Exchange answered', async () => {
  const bench = new Bench();
  const line = record(1);
  const routed = line.replace('&Log=V141_Hb900_', '&X-ARR-CACHE-HIT=0&X-ARR-LOG-ID=afa2ee71');
  expect(routed).not.toBe(line);
  bench.write('ARR/ex.log', `${header}${routed}\r\n`);
  bench.write('MAIL/ex.log', `${header}${line}\r\n`);
  await bench.ingest(['.']);
  expect(
    await bench.rows('select server, tier, counted from eas_requests order by server'),
  ).toEqual([
    { server: 'ARR', tier: 'proxy', counted: false },
    { server: 'MAIL', tier: 'single', counted: true },
  ]);
});
