import { expect, test } from 'vitest';
import { Database } from '../../../src/duckdb/database.ts';
import { clientFamily, clientFamilySql } from '../../../src/parsers/eas/client-families.ts';

// prettier-ignore
const clients: readonly (readonly [agent: string, type: string, os: string, family: string])[] = [
  ['Apple-iPhone3C1/801.293', 'iPhone', '', 'iPhone'],
  ['Apple-iPad1C1/902.176', 'iPad', 'iOS 9', 'iPad'],
  ['Android/4.0.4-EAS-1.3', 'Android', '', 'Android'],
  ['SAMSUNG-GT-I9300/101.403', 'SAMSUNGGTI9300', 'Android', 'Android'],
  ['MSFT-WP/7.10.8773', 'WP', '', 'Windows Phone 7'],
  ['MSFT-WP/8.10.12400', 'WP8', '', 'Windows Phone 8'],
  ['MSFT-PPC/5.2.5082', 'PocketPC', '', 'Windows Mobile 6.5'],
  ['MSFT-PPC/5.1.2301', 'PocketPC', '', 'Windows Mobile 5'],
  ['Outlook-iOS-Android/1.0', 'Outlook', '', 'Outlook mobile'],
  ['MailforExchange/2.9.158', 'NokiaE72', '', 'Nokia Mail for Exchange'],
  ['TouchDown(MSRPC)/7.1.0005', 'Android', '', 'TouchDown'],
  ['RIM-Z10/10.1', 'BlackBerry', '', 'BlackBerry'],
  ['Palm/1.0.1', 'Palm', '', 'Palm'],
  ['Something/1.0', 'X', '', 'other'],
];

test.each(clients)('takes %s %s for its family', (agent, type, os, family) => {
  expect(clientFamily(agent, type, os).family).toBe(family);
});

test('finds the same families in SQL', async () => {
  const database = await Database.open(':memory:');
  const query = `select ${clientFamilySql('family', 'c[1]', 'c[2]', 'c[3]')} as family from (select unnest(from_json($clients, '[["VARCHAR"]]')) as c)`;
  const rows = await database.rows(query, { clients: JSON.stringify(clients) });
  expect(rows.map(({ family }) => family)).toEqual(clients.map(([, , , family]) => family));
  database.close();
});
