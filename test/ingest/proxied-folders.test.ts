import { expect, test } from 'vitest';
import { Bench, header, record } from './iis-log.ts';

/** One Sync that the front server hands on to another: each server logs what it knows. */
function proxied(frontText: string, backText: string): Bench {
  const bench = new Bench();
  const line = record(1).replace('Cmd=Ping', 'Cmd=Sync');
  const front = line.replace('V141_Hb900_', frontText);
  const back = line.replace(' 443 ', ' 444 ').replace('V141_Hb900_', backText);
  bench.write('FRONT/ex.log', `${header}${front}\r\n`);
  bench.write('BACK/ex.log', `${header}${back}\r\n`);
  return bench;
}

const folders =
  'select folder_id, class, sync_key, server_adds from eas_folders order by folder_no';

test('knows the folders of a request from whichever server logged them', async () => {
  const bench = proxied(
    'V141_HH:mail.front_PrxTo:back_',
    'V141_HH:mail.back_Ssnf:T_Fid:5_Ty:Em_Sk:0_Srv:6a1c_Fid:9_Ty:Ca_Sk:7_Zz:1_',
  );
  await bench.ingest(['.']);
  expect(await bench.rows(folders)).toEqual([
    { folder_id: '5', class: 'Em', sync_key: '0', server_adds: 6 },
    { folder_id: '9', class: 'Ca', sync_key: '7', server_adds: null },
  ]);
  expect(await bench.rows('select log_tokens from eas_requests_merged')).toEqual([
    { log_tokens: { HH: 'mail.front', Ssnf: 'T', Zz: '1' } },
  ]);
  expect(await bench.rows('select count(*) as n from full_resyncs')).toEqual([{ n: 1 }]);
});

test('counts no folder twice that both servers logged', async () => {
  const bench = proxied(
    'V141_Fid:5_Ty:Em_Sk:1_Srv:6a1c_PrxTo:back_',
    'V141_Fid:5_Ty:Em_Sk:1_Srv:6a1c_',
  );
  await bench.ingest(['.']);
  expect(await bench.rows(folders)).toEqual([
    { folder_id: '5', class: 'Em', sync_key: '1', server_adds: 6 },
  ]);
});

test('takes no host for a folder', async () => {
  const bench = proxied('V141_HH:Fido.contoso.com_PrxTo:back_', 'V141_Fid:5_Ty:Em_Sk:1_Srv:6a1c_');
  await bench.ingest(['.']);
  expect(await bench.rows(folders)).toEqual([
    { folder_id: '5', class: 'Em', sync_key: '1', server_adds: 6 },
  ]);
  const transfers =
    'select transfer_text from counted_facts join request_transfers using (transfer_id)';
  expect(await bench.rows(transfers)).toEqual([{ transfer_text: 'Fid_Ty:Em_Srv:6a1c' }]);
});
