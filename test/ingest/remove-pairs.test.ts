import { expect, test } from 'vitest';
import { removeFiles } from '../../src/ingest/remove.ts';
import { Bench, header, record } from './iis-log.ts';

test('takes out what a removed file has told about requests that others saw too', async () => {
  const bench = new Bench();
  const front = record(1).replace('Log=V141_Hb900_', 'Log=V141_Hb900_PrxTo:ex02_');
  const back = record(1)
    .replace(' 443 ', ' 444 ')
    .replace('Log=V141_Hb900_', 'Log=V141_Hb900_Mbx:secretbox_Error:SecretError_');
  const files = [
    bench.write('FRONT/ex.log', `${header}${front}\r\n`),
    bench.write('BACK/ex.log', `${header}${back}\r\n`),
  ];
  await bench.ingest(files);
  const merged = 'select mailbox_server, error from eas_requests_merged';
  expect(await bench.rows(merged)).toEqual([{ mailbox_server: 'secretbox', error: 'SecretError' }]);
  await removeFiles({ warehouse: bench.warehouse, paths: [files[1] ?? ''], cwd: bench.folder });
  expect(await bench.rows(merged)).toEqual([{ mailbox_server: null, error: null }]);
  const left = `select mailbox_server, error from request_endpoints
    where mailbox_server is not null or error is not null`;
  expect(await bench.rows(left)).toEqual([]);
});
