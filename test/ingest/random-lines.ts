import fc from 'fast-check';

// IIS lines made at random: mostly ordinary, odd in a field or two at most.

export const header = (fields: string): string =>
  `#Software: Microsoft Internet Information Services 10.0\n#Date: 2024-05-01 00:00:00\n#Fields: ${fields}\n`;
export const fields =
  'date time s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Cookie) cs(Referer) sc-status sc-substatus sc-win32-status time-taken X-Forwarded-For Zone';

const stem = fc.constantFrom(
  ...['/Microsoft-Server-ActiveSync/default.eas', '/microsoft-server-activesync', '/owa/x', '/'],
  ...['/Microsoft-Server-ActiveSync/Proxy/default.eas', '/Microsoft-Server-ActiveSyncX', '-'],
);
const account = fc.constantFrom(
  ...['-', 'anna', 'CONTOSO\\Anna', 'anna@contoso.com', 'CONTOSO%5Canna', 'a\\b@c', 'anna?', '@x'],
  ...[
    'Anonymous',
    'HealthMailbox12@contoso.com',
    'J%C3%BCrgen',
    'Jürgen',
    'x\\',
    'x/y',
    'x\\/y@z',
    '\\y',
    'a+b',
    '--',
  ],
);
const word = fc.oneof(
  fc.constantFrom('', '-', '0', 'A1', 'a%20b', '%', '%zz', '%00', '%ff', 'ü', 'x;y', 'iPhone'),
  fc.string({ maxLength: 6 }).map((text) => text.replace(/[^!-~]/g, '')),
);
const number = fc.oneof(
  fc.constantFrom('0', '00', '-1', '540', '2147483648', '99999999999999999999', '1_', 'x', ''),
  fc.nat(100_000).map(String),
);
const token = fc.oneof(
  fc.tuple(fc.constantFrom('Hb', 'S', 'Pk', 'Pa', 'Fc', 'LdapC', 'RpcL', 'Throttle', 'V'), number),
  fc.tuple(fc.constantFrom('Hb:', 'SC1:', 'Ver1:', 'S:', 'V:', 'V1:', 'Pk:'), number),
  fc.tuple(
    fc.constantFrom('As:', 'SmtpAdrs:', 'Mbx:', 'Dc:', 'PrxTo:', 'PrxFrom:', 'Error:'),
    word,
  ),
  fc.tuple(
    fc.constantFrom(
      'As:AllowedG',
      'As:BlockedABO',
      'As:AllowedtoString',
      'V141',
      'V4TEmSNC:',
      'DevOS:iOS',
    ),
    word,
  ),
  fc.tuple(
    fc.constantFrom('Fid:', 'Fid', 'Ty:', 'Ty1:', 'Srv:', 'Svr', 'Cli:', 'Att', 'Attb:', 'Unc1:'),
    fc.oneof(number, word),
  ),
  fc
    .constantFrom(
      ...(['Sk:0', 'Sk0', 'Sk:01', 'Sk1:0', 'St:F', 'StF', 'St:S', 'Ssnf:T', 'Ssnf:F'] as const),
      ...(['VNATEmSNC:0A0C0D0FS:1A0C0D', 'V4TEmSNC:0A0C0D0FS:1A0C0D'] as const),
    )
    .map((text) => [text, ''] as const),
  fc.tuple(
    fc.constantFrom('HH:', 'Fid:', 'Ty', 'Budget', 'X1:', 'Hb1:', '9', 'ActivityContext', ''),
    word,
  ),
);
const logText = fc
  .array(token, { maxLength: 8 })
  .map((tokens) => tokens.map(([name, value]) => `${name}${value}`).join('_') + '_');
const parameter = fc.oneof(
  fc.tuple(fc.constantFrom('User', 'user', 'USER'), account),
  fc.tuple(fc.constantFrom('DeviceId', 'DEVICEID', 'xDeviceId', 'DeviceType', 'deviceType'), word),
  fc.tuple(
    fc.constantFrom('Cmd', 'cmd', 'cs-Cmd'),
    fc.constantFrom('Ping', 'sync', 'X', '', 'Options'),
  ),
  fc.tuple(fc.constantFrom('Log', 'log'), logText),
  fc.tuple(
    fc.constantFrom('cafeReqId', 'CorrelationID', 'ClientId', 'CAFEREQID', 'X-ARR-LOG-ID'),
    word,
  ),
);
const query = fc.oneof(
  { weight: 4, arbitrary: fc.array(parameter, { maxLength: 7 }).map(joined) },
  { weight: 1, arbitrary: fc.constantFrom('jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l', '-', '&&', '=') },
  {
    weight: 1,
    arbitrary: logText.map(
      (log) => `jRIJBCBENUE2M0I0RTJCNUExM0U3RjYzMTg4NUFFMDE1QkRDNQACV1A=&Log=${log}`,
    ),
  },
);
function joined(parameters: readonly (readonly [string, string])[]): string {
  return parameters.map(([name, value]) => `${name}=${value}`).join('&') || '-';
}
const value = (...items: string[]) => fc.constantFrom(...items);
// Each field's ordinary values and its odd ones; a line has an odd value in a field or two at most.
const places: readonly (readonly [ordinary: fc.Arbitrary<string>, odd: fc.Arbitrary<string>])[] = [
  [value('2024-05-01', '2024-02-29'), value('2023-02-29', '2024-5-1', '2024/05/01', '-')],
  [value('07:00:00', '23:59:59'), value('24:00:00', '7:00:00', '07:00:00.5', '07:00:0x')],
  [value('CAS01', '-', 'cas02'), value('é')],
  [value('10.0.0.1', '::1', '-'), word],
  [value('POST', 'GET', '-'), value('OPTIONS', 'options')],
  [stem, word],
  [query, query],
  [value('443', '444', '-'), value('x', '99999999999', '0x1BB', '4_43')],
  [value('-', 'anna', 'CONTOSO\\Anna', 'anna@contoso.com'), account],
  [value('10.1.2.3', '-'), word],
  [value('Apple-iPhone', 'A+B+C', '-'), value('AMProbe/Local', 'Ünï', 'Connectivity+Analyzer')],
  [value('-', 'secret=1'), word],
  [value('-', 'https://x/'), word],
  [value('200', '449', '-'), value('20x', '2e2', '+200', '200.0')],
  [value('0', '-'), value('1.5')],
  [value('0', '64', '2148074254', '214784354254'), value('-1', '99999999999999999999')],
  [value('12', '540000', '-'), value('1.5', '0012', '-1', '1e3')],
  [value('-', '1.2.3.4,+5.6.7.8'), word],
  [value('-', 'A+1'), value('é')],
];
export const line = fc
  .tuple(
    fc.tuple(...places.map(([ordinary]) => ordinary)),
    fc.tuple(...places.map(([, odd]) => odd)),
    fc.array(fc.nat(places.length - 1), { maxLength: 2 }),
  )
  .map(([ordinary, odd, at]) =>
    ordinary
      .map((text, i) => (at.includes(i) ? (odd[i] ?? '') : text) || '-')
      .join(' ')
      .replaceAll(/ {2,}/g, ' '),
  );
