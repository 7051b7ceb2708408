import { expect, test } from 'vitest';
import { parseBase64Query } from '../../../src/parsers/eas/base64-query.ts';
import { decodeRequest, type LoggedRequest } from '../../../src/parsers/eas/decode.ts';
import { logTokens } from '../../../src/parsers/eas/tokens.ts';

const eas = '/Microsoft-Server-ActiveSync/default.eas';
const who = 'User=CONTOSO%5Cbob&DeviceId=Appl1&DeviceType=iPhone';

function decode(query: string, rest: LoggedRequest = {}): Record<string, unknown> {
  return decodeRequest({ stem: eas, method: 'POST', username: 'CONTOSO\\Bob', query, ...rest });
}

test('reads the counters of Exchange 2003, heartbeat included', () => {
  const log = 'V4TNASNC:0A0C0D0FS:0A0C0D0SP:2C14I7546S161180R0S0L1740H0P';
  expect(
    decode(`User=bob&DeviceId=A1&DeviceType=SmartPhone&Cmd=Ping&Log=${log}`, {
      stem: '/Microsoft-Server-ActiveSync',
    }),
  ).toMatchObject({ command: 'Ping', protocol_version: '2.5', heartbeat_s: 1740, tier: 'single' });
});

test('reads the user of a base64 query, in UTF-8', () => {
  const query = 'jQAJBAxBcHBsRE42RjFLUTIABmlQaG9uZQgFw6RubmE=';
  expect(decode(query, { username: '-' })).toMatchObject({
    ...{ command: 'Sync', device_id: 'ApplDN6F1KQ2', device_type: 'iPhone' },
    user_claimed: '\u00e4nna',
  });
});

test('takes a 2003 heartbeat of 0 for none', () => {
  const log = 'V4TEmSNC:0A0C0D0FS:1A0C0D0SP:2C14I7546S161180R0S0L0H0P';
  expect(decode(`${who}&Cmd=Sync&Log=${log}`)['heartbeat_s']).toBeUndefined();
});

test('reads tokens of Exchange 2010, numbers without a colon', () => {
  const log =
    'V141_HH:mail.x_SmtpAdrs:bob%40x.com_Fc1_Fid:5_Ty:Em_Filt3_St:S_Sk:7_Sks:8_Srv:6a0c0d0s0e0r0A0sd_LdapC1_LdapL16_RpcC51_RpcL120_Hb480_Pk3942919513_S143_Error:PolicyRefresh_As:BlockedABO_Mbx:MB1.x_Dc:DC1_Throttle0_';
  expect(decode(`Cmd=Sync&${who}&&Log=${log}`)).toMatchObject({
    protocol_version: '14.1',
    smtp_address: 'bob@x.com',
    folder_count: 1,
    ldap_count: 1,
    ldap_ms: 16,
    rpc_count: 51,
    rpc_ms: 120,
    heartbeat_s: 480,
    policy_key: '3942919513',
    eas_status: 143,
    error: 'PolicyRefresh',
    access_state: 'Blocked',
    access_reason: 'OutOfBudgets',
    mailbox_server: 'MB1.x',
    domain_controller: 'DC1',
    throttle_ms: 0,
  });
});

test('reads tokens of Exchange 2016, all with a colon', () => {
  const log =
    'SC1:1_PrxFrom:fe80%3a%3a1%2512_Ver1:161_Cafe:FE1_HH:m%3a444_Hb:600_Pk:4016830080_Rto:2_As:AllowedG_Fet:600000_';
  expect(
    decode(`Cmd=Ping&${who}&Log=${log}`, {
      stem: '/Microsoft-Server-ActiveSync/Proxy/default.eas',
      port: 444,
    }),
  ).toMatchObject({
    tier: 'back',
    eas_status: 1,
    protocol_version: '16.1',
    proxied_from: 'fe80::1%12',
    heartbeat_s: 600,
    access_state: 'Allowed',
    access_reason: 'Global',
  });
});

test('reads both spellings of the version in one text', () => {
  expect(decode(`Cmd=Sync&${who}&Log=V160_Ver1:160_`)['protocol_version']).toBe('16.0');
});

test('joins a front-end line by cafeReqId and keeps the semicolons out of it', () => {
  const tail = '&CorrelationID=<empty>;&ClientId=LUMKUABYKITWVQUDKIW&cafeReqId=0c1d-2e;';
  expect(decode(`Cmd=Ping&${who}${tail}`)).toMatchObject({ tier: 'front', request_id: '0c1d-2e' });
  expect(decode('&CorrelationID=<empty>;', { stem: '/owa/' })).toMatchObject({ tier: 'front' });
});

test('knows a line of Application Request Routing for one of a reverse proxy', () => {
  const query = `Cmd=Ping&${who}&X-ARR-CACHE-HIT=0&X-ARR-LOG-ID=afa2ee71`;
  expect(decode(query)).toMatchObject({ tier: 'proxy', command: 'Ping', device_type: 'iPhone' });
  expect(decode('X-ARR-LOG-ID=afa2ee71', { stem: '/owa/' })).toMatchObject({ tier: 'proxy' });
  expect(decode(`Cmd=Ping&${who}&cX-ARR-LOG-ID=1`)).toMatchObject({ tier: 'single' });
});

test('decodes a base64 query, with a log text behind it too', () => {
  const query = 'jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l';
  const columns = { command: 'Sync', device_id: 'v140Device', device_type: 'SmartPhone' };
  expect(decode(query)).toMatchObject({ ...columns, protocol_version: '14.0' });
  expect(decode(`${query}&Log=V141_Hb480_`)).toMatchObject({ ...columns, heartbeat_s: 480 });
  expect(parseBase64Query('Cmd=')).toBeUndefined();
});

test.each(['?x', ';x', '%20', '%3D%3D&x', '_Log=V141_', '-'])(
  'reads a base64 query before %s',
  (tail) => {
    expect(decode(`%6AAAJBAp2MTQwRGV2aWNlAApTbWFyd%46BobmU=${tail}`)).toEqual(
      decode(`jAAJBAp2MTQwRGV2aWNlAApTbWFydFBobmU=`),
    );
  },
);

test('reads parameters whose names are escaped', () => {
  expect(
    decode('%43md=Ping&%75ser=eve&Device%49%44=A1&DeviceType%3D=x&DeviceType=iPad'),
  ).toMatchObject({
    command: 'Ping',
    user_claimed: 'eve',
    device_id: 'A1',
    device_type: 'iPad',
  });
});

test.each([
  ['CONTOSO\\Bob', 'bob', 'CONTOSO', undefined],
  ['CONTOSO%5CBob', 'bob', 'CONTOSO', undefined],
  ['contoso.test\\bob', 'bob', 'contoso.test', undefined],
  ['CONTOSO/bob', 'bob', 'CONTOSO', undefined],
  ['CONTOSO%5C%5Cbob', 'bob', 'CONTOSO', undefined],
  ['CONTOSO\\/bob@contoso.com', 'bob', 'CONTOSO', undefined],
  ['/bob', 'bob', undefined, undefined],
  ['<b>bob</b>', '<b>bob</b>', undefined, 'bob'],
  ['<b>\\bob/x', 'bob/x', '<b>', 'bob'],
  ['CONTOSO\\bob\\x', 'bob\\x', 'CONTOSO', 'bob'],
  ['CONTOSO/', undefined, undefined, 'bob'],
  ['Bob@contoso.com', 'bob', 'contoso.com', undefined],
  ['Bob', 'bob', undefined, undefined],
  ['bob+smith', 'bob smith', undefined, 'bob'],
  ['CONTOSO\\Bob?', undefined, undefined, 'bob'],
  ['-', undefined, undefined, 'bob'],
  ['anonymous', undefined, undefined, 'bob'],
])('reads the account %s', (username, name, domain, claimed) => {
  const decoded = decode(`Cmd=Sync&${who}`, { username });
  expect([decoded['user_name'], decoded['user_domain'], decoded['user_claimed']]).toEqual([
    name,
    domain,
    claimed,
  ]);
});

test('takes parameters in any order and case, and never a suffix of a longer name', () => {
  expect(
    decode('cs-User=x&devicetype=iPad&CMD=folderSYNC&deviceid=A1&USER=eve&User=mallory'),
  ).toMatchObject({
    device_type: 'iPad',
    device_id: 'A1',
    command: 'FolderSync',
    user_claimed: 'eve',
  });
});

test('keeps the tokens whose value fits no column', () => {
  const log =
    'V0_Hb99999999999_S1_Mbx:_Pa-3_Error_Pk4016830080_LdapC9_Dc:DC1_Throttle:x_V141_Rto_As:AllowedG_';
  expect(decode(`Cmd=Sync&${who}&Log=${log}`)['log_text']).toBe(
    'V0_Hb99999999999_Mbx:_Pa-3_Error_Throttle:x_Rto_',
  );
});

test('does not take Sk for S, nor Filts for Filt', () => {
  expect(decode(`Cmd=Sync&${who}&Log=V141_Sk5_Srv:1a_Sks6_Hb:x_`)).not.toHaveProperty(
    'eas_status',
    5,
  );
});

test('calls testers probes, but not a loopback address', () => {
  expect(decode('', { username: 'HealthMailbox12ab@x.com' })['is_probe']).toBe(true);
  expect(decode('', { userAgent: 'TestActiveSyncConnectivity' })['is_probe']).toBe(true);
  expect(decode('')['is_probe']).toBe(false);
});

test('lists each token once', () => {
  const names = logTokens.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
