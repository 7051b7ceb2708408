import { expect, test } from 'vitest';
import advancedLogging from '../../../src/parsers/formats/advanced-logging.format.ts';
import { loggedServer } from '../../../src/ingest/logged-server.ts';

const header = [
  '#Software: IIS Advanced Logging Module',
  '#Fields: date-utc time-utc s-computername s-ip cs-uri-stem cs(User-Agent) sc-status',
];
const serverOf = (...values: string[]): unknown =>
  loggedServer(
    {
      fileName: 'x.log',
      lines: [...header, ...values.map((value) => `2024-05-01 06:00:04 ${value} 200`)],
    },
    advancedLogging,
    {},
  );

test('names the server of Advanced Logging as its rows do, without quotes', () => {
  expect(serverOf('"CAS01" "10.1.0.31" /a "Mozilla/5.0 (a ""b"" c)"')).toEqual({
    name: 'CAS01',
    address: '10.1.0.31',
  });
  expect(serverOf('CAS01 10.1.0.31 /a -')).toEqual({ name: 'CAS01', address: '10.1.0.31' });
});

test('finds the address of Advanced Logging beside a quoted agent with blanks, and no name in nothing', () => {
  const nameless = ['"" 10.1.0.31 /a "an agent"', '- 10.1.0.31 /a "an agent"', '"-" - /a "b c"'];
  expect(serverOf(...nameless)).toEqual({ address: '10.1.0.31' });
});
