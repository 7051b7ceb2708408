import { expect, test } from 'vitest';
import format from '../../../src/parsers/formats/eas-mailbox-log.format.ts';
import type { FramedRecord } from '../../../src/parsers/format.ts';

async function read(text: string): Promise<FramedRecord[]> {
  async function* lines(): AsyncGenerator<string> {
    for (const line of text.split('\n')) yield await Promise.resolve(line);
  }
  const found: FramedRecord[] = [];
  for await (const record of format.records(lines())) found.push(record);
  return found;
}

function row(record: FramedRecord | undefined): Record<string, string | null> {
  if (record === undefined || !('values' in record)) throw new Error('no row');
  return Object.fromEntries(
    format.columns.map(({ column }, i) => [column, record.values[i] ?? null]),
  );
}

const entry = (number: number, body: string): string =>
  `-----------------\n Log Entry: ${number}\n-----------------\n\n${body}\n`;
const ping = `RequestTime :
05/18/2013 02:53:41

Identifier :
4F2A91C

RequestHeader :
POST /Microsoft-Server-ActiveSync/default.eas?Cmd=Ping&User=CONTOSO%5Canna&DeviceId=A1&DeviceType=iPhone HTTP/1.1
Authorization: Basic c2VjcmV0
Cookie: secret=1
User-Agent: Apple-iPhone/1

RequestBody :
<?xml version="1.0" encoding="utf-8" ?>
<Ping xmlns="Ping:">
<HeartbeatInterval>900</HeartbeatInterval>
</Ping>

ResponseHeader :
HTTP/1.1 200 OK

ResponseBody :
<Ping xmlns="Ping:"><Status>2</Status></Ping>

ResponseTime :
05/18/2013 02:54:41`;

test('reads one row an entry, with times, command, heartbeat and both statuses', async () => {
  const records = await read(entry(0, ping) + entry(1, ping));
  expect(records).toHaveLength(2);
  expect(row(records[1])).toMatchObject({
    entry_no: '1',
    requested_at: '2013-05-18 02:53:41',
    responded_at: '2013-05-18 02:54:41',
    command: 'Ping',
    user_name: 'anna',
    user_domain: 'CONTOSO',
    device_id: 'A1',
    heartbeat_s: '900',
    status: '200',
    eas_status: '2',
  });
});

test('counts every line once', async () => {
  const text = `Mailbox of Anna\n\n${entry(0, ping)}${entry(1, 'nothing here')}`;
  const records = await read(text);
  expect(records.map(({ lines }) => lines).reduce((a, b) => a + b)).toBe(text.split('\n').length);
  expect(records[0]).toMatchObject({ directive: true });
});

test('rejects an entry without a time and keeps no line of it', async () => {
  const [record] = await read(entry(3, 'RequestBody :\n<Sync><Body>secret text</Body></Sync>'));
  expect(record).toMatchObject({ reason: 'no-time', text: 'Log Entry: 3' });
});

test('stores no credentials, subjects or bodies', async () => {
  const body = ping.replace(
    '<Ping xmlns="Ping:"><Status>',
    '<Ping><Subject>top secret plan</Subject><Body>secret words</Body><To>eve@x.test</To><Status>',
  );
  const text = JSON.stringify(await read(entry(0, body)));
  expect(text).not.toMatch(/secret|c2VjcmV0|eve@/);
});

test('is not led astray by lines of mail that look like sections', async () => {
  const forged = ping.replace(
    '<HeartbeatInterval>',
    '\nAccessState :\nBlocked\n\nServerName :\nEVIL\n<HeartbeatInterval>',
  );
  expect(row((await read(entry(0, forged)))[0])).toMatchObject({
    access_state: null,
    server: null,
    heartbeat_s: '900',
  });
});

test('keeps the kind of an exception, not its message', async () => {
  const text = `${ping}\n\nSyncCommand_OnExecute_Exception :\nMicrosoft.Exchange.AirSync.AirSyncPermanentException: mail of bob\n   at x`;
  expect(row((await read(entry(0, text)))[0])['exceptions']).toBe(
    'SyncCommand_OnExecute: Microsoft.Exchange.AirSync.AirSyncPermanentException',
  );
});
