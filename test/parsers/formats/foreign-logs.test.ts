import { expect, test } from 'vitest';
import { loadFormats } from '../../../src/parsers/registry.ts';
import { sniff } from '../../../src/ingest/sniff.ts';

async function reasonFor(...lines: string[]): Promise<string> {
  const found = sniff({ fileName: 'x.log', lines }, await loadFormats());
  return found.kind === 'refused' ? found.reason : `taken as ${found.format.name}`;
}

test.each([
  [
    'a Windows Firewall log',
    '#Verson: 1.0\n#Software: Microsoft Internet Connection Firewall\n#Fields: date time action protocol src-ip dst-ip src-port dst-port size',
  ],
  [
    'a log of Oracle9iAS Web Cache/2.0.0.2.0, not of IIS',
    '#Software: Oracle9iAS Web Cache/2.0.0.2.0\n#Fields: c-ip c-dns date time cs-method cs-uri sc-status',
  ],
  [
    'HttpProxy',
    '#Software: Microsoft Exchange Server\n#Log-type: HttpProxy Logs\n#Fields: DateTime,RequestId,c-ip,cs-uri-stem',
  ],
  [
    'ISA Server',
    '#Software: Microsoft Internet Security and Acceleration Server 2004\n#Fields: c-ip\tcs-username\tcs-method',
  ],
])('refuses %s by name', async (what, text) => {
  expect(await reasonFor(...text.split('\n'))).toContain(what);
});

test('takes http.sys and IIS for what they are', async () => {
  const fields = '#Fields: date time c-ip cs-username s-ip s-port cs-method cs-uri-stem sc-status';
  const line = '2002-05-02 17:42:15 172.22.255.255 - 172.30.255.255 80 GET /a 200';
  for (const software of [
    'Microsoft HTTP Server API 2.0',
    'Microsoft Internet Information Server 4.0',
  ]) {
    expect(await reasonFor(`#Software: ${software}`, fields, line)).toBe('taken as iisw3c');
  }
});
