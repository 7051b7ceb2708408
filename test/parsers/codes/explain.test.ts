import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explain, joinWords } from '../../../src/parsers/codes/explain.ts';
import { commonStatuses } from '../../../src/parsers/codes/status.ts';
import { supportCodes } from '../../../src/parsers/codes/support.ts';

const kindsOf = (input: string): string[] =>
  explain(input).meanings.map(({ kind, code }) => `${kind} ${code}`);

test.each([
  ['449', ['http 449']],
  ['401.2', ['substatus 401.2', 'http 401']],
  ['110', ['status 110']],
  ['86000C2B', ['support 0x86000C2B']],
  ['Support code: 0x80883001', ['support 0x80883001']],
  ['win32:64', ['win32 64']],
  ['win32:0x40', ['win32 64']],
  ['0x40', ['win32 64']],
  ['2148074254', ['win32 2148074254']],
  ['-2146893042', ['win32 2148074254']],
  ['0x8009030E', ['win32 2148074254']],
  ['Sync:3', ['status Sync:3']],
  ['ping 5', ['status Ping:5']],
  ['FolderSync:9', ['status FolderSync:9']],
  ['Sync:110', ['status 110']],
  ['event:3033', ['event 3033']],
  ['Event ID: 1040', ['event 1040']],
  ['EventID: 1040', ['event 1040']],
  ['Source MSExchange ActiveSync, id 1008', ['event 1008']],
  ['The remote server returned an error: (403) Forbidden.', ['http 403']],
  ['AppliedInFull', ['policy AppliedInFull']],
  ['its status is DeviceWipePending', ['wipe DeviceWipePending']],
  ['OverBudget', ['error OverBudget']],
  ['AllowedG', ['token As:AllowedG']],
  ['Quarantined', ['access Quarantined']],
  ['Hb480', ['token Hb:480']],
  ['RequireDeviceEncryption', ['setting RequireDeviceEncryption']],
  ['it says HTTP/1.1 403.4 Forbidden', ['substatus 403.4', 'http 403']],
  ['Fehler -2046817237, seit Montag', ['support 0x86000C2B']],
  [
    "Your phone won't be able to synchronize with the server via Exchange ActiveSync because of server policies.",
    ['phrase phrase-10'],
  ],
  ['the phone shows error code 0x85010014 since Monday', ['support 0x85010014']],
])('explains %s', (input, expected) => {
  expect(kindsOf(input)).toEqual(expected);
});

test('lists every meaning of a bare number by kind', () => {
  expect(kindsOf('5')).toEqual(
    expect.arrayContaining(['win32 5', 'status Sync:5', 'status Ping:5']),
  );
});

test('gives the policy and its remedy first for 86000C2B', () => {
  const [first] = explain('86000C2B').meanings;
  expect(first?.meaning).toMatch(/^The mailbox policy asks for more than the device supports/);
  expect(first?.action).toMatch(/^Set AllowNonProvisionableDevices/);
});

test('explains a pasted log text token by token, known or not', () => {
  const text = 'User=bob&Cmd=Ping&Log=V141_Hb480_S143_Error:PolicyRefresh_As:BlockedP_Foo3_';
  expect(kindsOf(text)).toEqual([
    'token V:141',
    'token Hb:480',
    'token S:143',
    'token Error:PolicyRefresh',
    'token As:BlockedP',
    'token Foo:3',
  ]);
});

test.each([
  ['/Microsoft-Server-ActiveSync?User=a&Cmd=Ping&Log=V141_SC1:5_', 'status Ping:5'],
  ['Cmd=sync&Log=V141_S3_', 'status Sync:3'],
  ['User=a&Log=V160_SC1:8_Hb:900_&cmd=Sync', 'status Sync:8'],
])('tells what a status is of the command that the query names: %s', (text, expected) => {
  expect(kindsOf(text)).toContain(expected);
  expect(kindsOf(text.replace(/[58]_|3_/, '1_')).join()).not.toContain('status ');
});

test('reads the counters of Exchange 2003', () => {
  const [code] = explain('V4TNASNC:0A0C0D0FS:0A0C0D0SP:2C14I7546S161180R0S0L1740H0P').meanings;
  expect(code?.meaning).toContain('heartbeat of 1740 s');
});

test.each([
  ['Cannot Get Mail. The connection to the server failed.', 'Cannot get mail'],
  ['The mail server "mail.contoso.com" is not responding.', 'Cannot get mail'],
  ["Your phone doesn't support the security policies", 'Policy not supported'],
  ['Security update required', 'Security settings asked for'],
  ['Exchange Server requires certain security policies.', 'Security settings asked for'],
  ["Couldn't open connection to server.", 'No connection'],
  ['Unable to open connection to server due to security error.', 'Certificate not accepted'],
  ['Can\u2019t connect to server', 'No connection'],
  ['Authentication failed.', 'Wrong password'],
  ["We couldn't find your account settings", 'Account not verified'],
  ['Your administrator has blocked your device', 'Blocked'],
  ["This device can't sync because of the Exchange ActiveSync policies", 'Blocked'],
  ['You have the maximum number of mobile phone partnerships', 'Too many devices'],
  ['The account "Exchange" requires a password', 'Wrong password'],
  ['doesn\'t have sufficient permissions to create the "CN=x" container', 'Container for devices'],
  ['Error code: INTERNET_29', 'ERROR_INTERNET_CANNOT_CONNECT'],
  ['MIS_3', 'InvalidSyncKey'],
  ['HTTP 403.502', 'Too many requests'],
  ['... because of an access policy defined on the server.', 'Blocked'],
  ['Cannot Send Mail: a copy has been placed in your outbox', 'Cannot send mail'],
])('understands what a person reads on the phone: %s', (sentence, name) => {
  expect(explain(sentence).meanings.map((code) => code.name)).toContain(name);
});

test('follows the rule of the 0x86000Cxx codes: status 101 + last byte', () => {
  for (const { code } of supportCodes.filter((one) => one.code.startsWith('0x86000C'))) {
    expect(code).toMatch(/0D|16|2A|2B/);
  }
  expect(explain('86000C11').meanings[0]).toMatchObject({ name: 'MessagePreviouslySent' });
});

test('places an unknown code in its family', () => {
  expect(explain('0x85030099').meanings[0]?.meaning).toContain('0x8503xxxx');
  expect(explain('0x85010002').meanings[0]?.meaning).toContain('401');
  expect(explain('0x85010013').meanings[0]?.meaning).toContain('449');
  expect(explain('win32:10999').meanings[0]?.meaning).toContain('Sockets');
});

test.each([
  ['0x8007274C', 'win32 10060 WSAETIMEDOUT'],
  ['0x80072F8F', 'win32 12175 ERROR_INTERNET_SECURE_FAILURE'],
  ['0x80072EFE', 'win32 12030 ERROR_INTERNET_CONNECTION_ABORTED'],
  ['2147954429', 'win32 12029 ERROR_INTERNET_CANNOT_CONNECT'],
])('reads the Windows error out of a result code: %s', (text, expected) => {
  const [code, ...more] = explain(text).meanings;
  expect(`${code?.kind} ${code?.code} ${code?.name}`).toBe(expected);
  expect(more).toEqual([]);
});

test.each([
  ['403.501', 'Too many requests at once'],
  ['502.3', 'No answer from the next server'],
  ['0x86000108', 'Read status changed'],
  ['ResolveRecipients 4', 'NotFound'],
  ['FolderSync 8', 'TimedOut'],
])('knows %s', (text, name) => {
  expect(explain(text).meanings[0]?.name).toBe(name);
});

test('says of an error that it does not know that it is one', () => {
  expect(kindsOf('Error:ADOperationException')).toEqual(['token Error:ADOperationException']);
});

test('names the nearest for a slip, and nothing for nonsense', () => {
  expect(explain('Throtle')).toMatchObject({ meanings: [], suggestion: 'Throttle' });
  expect(explain('zzzzqqqq')).toEqual({ input: 'zzzzqqqq', meanings: [] });
});

test('takes two words of a command line together', () => {
  expect(joinWords(['Ping', '5', '449', 'event', '3033'])).toEqual(['Ping 5', '449', 'event 3033']);
});

test('knows each common status once', () => {
  const codes = commonStatuses.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
});

test('answers any text without throwing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(explain(text).input).toBe(text);
    }),
  );
});

test('answers a megabyte quickly', () => {
  const start = performance.now();
  explain('status 5 '.repeat(100_000));
  explain('a'.repeat(1_000_000));
  explain('Log=' + 'Hb480_'.repeat(100_000));
  expect(performance.now() - start).toBeLessThan(5_000);
});
