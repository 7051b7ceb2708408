import fc from 'fast-check';
import type { LoggedRequest } from '../../../src/parsers/eas/decode.ts';

const stems = [
  '/Microsoft-Server-ActiveSync',
  '/Microsoft-Server-ActiveSync/default.eas',
  '/microsoft-server-activesync/Proxy/default.eas',
  '/Microsoft-Server-ActiveSyncs',
  '/owa/auth.owa',
  '/',
];
const users = [
  'bob',
  'CONTOSO%5Cbob',
  'CONTOSO%5cBob',
  'contoso.test\\bob',
  'CONTOSO/bob',
  'CONTOSO%2F/bob@x',
  '<b>bob%2F</b>@x',
  '\\\\bob\\x/y',
  'bob@contoso.com',
  'DOM\\bob@contoso.com',
  'bob+smith',
  'bob?',
  'HealthMailboxab12@contoso.com',
  '-',
  '',
  'anonymous',
  '@x',
  'a%',
  'a%zz%41%ff',
  '%C3%89va',
];
const logs = [
  'V4TEmSNC:0A0C0D0FS:1A0C0D0SP:2C14I7546S161180R0S0L1740H0P',
  'V1TEmSNC:0A0C0D0FS:1A0C0D0SP:1C',
  'VNATNASNC:0A0C0D0FS:0A0C0D0S',
  'V3TCaSFC:0A0C0D0FS:1A0C0D0SP:1C2I105992S109982R',
  'V141_HH:m.x%3a444_Fc1_Fid:5_Ty:Em_Filt3_St:S_Sk:1_Sks:2_Srv:6a0c0d0s0e0r0A0sd_Hb480_As:AllowedG_',
  'SC1:1_PrxFrom:fe80%3a%3a1%2512_Ver1:161_Hb:600_Pk:4016830080_Throttle:0_As:BlockedABO_Mbx:MB1.x_Dc:DC1_',
  'PrxTo:10.0.0.1_V120_LdapC1_LdapL16_RpcC51_RpcL120_Pk123_Pa1_S143_Error:PingCollisionDetected_',
  'V140_DevOS:Windows+CE+5.2_SmtpAdrs:bob%40x.com_TmRcv06:53:38.4480003_CmdHC-813709136_Rto_',
];
const tokens =
  'V Ver1 SC1 S Sk Srv Hb Pk Pa As Error Dc Mbx PrxTo PrxFrom LdapC Fc Fid DevOS X'.split(' ');
const keys =
  'User DeviceId DeviceType Cmd user DEVICEID cs-User Log log SaveInSent %43md Us%65r Cmd%3D'.split(
    ' ',
  );

const piece = fc
  .tuple(
    fc.constantFrom(...tokens),
    fc.constantFrom('', ':'),
    fc.oneof(
      fc.integer().map(String),
      fc.constantFrom('', 'AllowedG', 'F', 'a+b', '1:2', '99999999999999999999', '%5f', '%'),
    ),
  )
  .map((parts) => parts.join(''));
const folderPiece = fc
  .tuple(
    fc.constantFrom(
      'Fid',
      'Fid:',
      'Ty:',
      'St:',
      'Sk',
      'Sk:',
      'Sks',
      'Filt',
      'Filt:',
      'Srv:',
      'Cli:',
      'Ssnf:',
      'Svr:',
      'Ty',
      'Fid1:',
      'Sk1:',
      'Att',
      'Attb:',
      'ItOfa',
      'Ssp:',
      'Unc',
    ),
    fc.constantFrom(
      '5',
      '1',
      'Em',
      'F',
      'T',
      '1a2c3d4s5e6r7A8sd',
      '1A2C3D4F5E',
      '0',
      '',
      '1:1',
      'x%5fy',
    ),
  )
  .map((parts) => parts.join(''));
const log = fc.oneof(
  fc.constantFrom(...logs),
  fc.array(piece, { maxLength: 12 }).map((pieces) => `${pieces.join('_')}_`),
);
const value = fc.oneof(
  fc.constantFrom(
    ...users,
    'Ping',
    'sync',
    'OPTIONS',
    'ApplDN123',
    'TestActiveSyncConnectivity',
    'K=',
  ),
  fc.string({ maxLength: 6 }),
);
const common = fc
  .tuple(
    fc.constantFrom(...users),
    fc.constantFrom('Sync', 'Ping', 'ping', 'Nonsense'),
    fc.boolean(),
  )
  .map(([user, command, android]) =>
    android
      ? `Cmd=${command}&User=${user}&DeviceId=Appl1&DeviceType=iPhone`
      : `User=${user}&DeviceId=Appl1&DeviceType=iPhone&Cmd=${command}`,
  );
const base64 = fc
  .tuple(
    fc.constantFrom(121, 140, 141, 160, 161, 120, 0),
    fc.nat({ max: 30 }),
    fc.uint8Array({ maxLength: 20 }),
    fc.constantFrom(0, 4, 3),
    fc.string({ maxLength: 8, unit: 'grapheme-ascii' }),
    fc.array(fc.tuple(fc.nat({ max: 9 }), fc.string({ maxLength: 3, unit: 'grapheme' })), {
      maxLength: 3,
    }),
    fc.nat({ max: 8 }),
    fc.constantFrom('', '', '', '?x', '%20', ';', '-_', '%3D&x'),
    fc.constantFrom(0, 0, 0, 1, 7),
  )
  .map(([version, command, id, keyLength, type, tags, cut, behind, escaped]) => {
    const bytes = Buffer.concat([
      Buffer.from([version, command, 9, 4, id.length]),
      id,
      Buffer.from([keyLength, ...[1, 2, 3, 255].slice(0, keyLength), type.length]),
      Buffer.from(type),
      ...tags.map(([tag, text]) => {
        const encoded = Buffer.from(text);
        return Buffer.concat([Buffer.from([tag, encoded.length]), encoded]);
      }),
    ]).toString('base64');
    const text = (cut > 5 ? bytes.slice(0, -cut + 5) : bytes) + behind;
    const escape = (letter: string): string => `%${letter.charCodeAt(0).toString(16)}`;
    return escaped === 0
      ? text
      : text.replace(/[A-Za-z0-9+/]/g, (letter, at: number) =>
          at % escaped === 0 ? escape(letter) : letter,
        );
  });
const loose = fc
  .array(
    fc.tuple(fc.constantFrom(...keys), value).map((parts) => parts.join('=')),
    { maxLength: 7 },
  )
  .map((parts) => parts.join('&'));
const tail = fc.oneof(
  log.map((text) => `&Log=${text}`),
  log.map((text) => `&&Log=${text}`),
  log.map((text) => `&log=${text}`),
  fc.constantFrom(
    '',
    '&CorrelationID=<empty>;&ClientId=LUMK&cafeReqId=0c1d;',
    '&ClientId=LUMK&CorrelationID=<empty>;&cafeReqId=0c1d;',
    '&CorrelationID=<empty>;',
    '&cafeReqId=1;&Log=V141_',
    '&X-ARR-CACHE-HIT=0&X-ARR-LOG-ID=afa2ee71-cc7b',
  ),
);
const whole = fc
  .tuple(fc.oneof(common, common, base64, loose), tail)
  .map((parts) => parts.join(''));

/** A query as some client and server might write it, and what becomes of it in strangers' hands. */
const query = fc.oneof(
  { weight: 6, arbitrary: whole },
  {
    weight: 3,
    arbitrary: fc
      .tuple(whole, fc.nat(), fc.nat({ max: 3 }), fc.string({ maxLength: 2 }))
      .map(([text, at, drop, insert]) => {
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + insert + text.slice(cut + drop);
      }),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
);

/** A log text of any generation, made of known and unknown tokens and of none. */
export const logText = fc
  .oneof(
    log,
    fc.array(fc.oneof(piece, folderPiece), { maxLength: 14 }).map((pieces) => pieces.join('_')),
    fc.string({ maxLength: 20 }),
  )
  .map((text) => text.replaceAll('\0', ''));

export const loggedRequest: fc.Arbitrary<LoggedRequest> = fc.record({
  stem: fc.constantFrom(...stems),
  query: query.map((text) => text.replace(/[\u0000\ud800-\udfff]/g, '')),
  username: fc.constantFrom(...users),
  method: fc.constantFrom('POST', 'OPTIONS', 'options', 'GET'),
  userAgent: fc.constantFrom(
    'Apple-iPhone3C1/801.293',
    '-',
    'AMProbe/Local',
    'A+Connectivity+Analyzer',
  ),
  port: fc.constantFrom(443, 444, undefined),
});
