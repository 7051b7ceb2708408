import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import { emptyWarehouse } from './empty-warehouse.ts';

let db: Database;
beforeAll(async () => {
  db = await emptyWarehouse(2);
});
afterAll(() => db.close());

async function network(clientIp: string, forwardedFor: string | null = null): Promise<unknown> {
  return db.value(
    `select client_network(client_address(c, f, ['10.9.0.0/16', '192.168.1.7', '2001:db8:ffff::/48']))
     from (select $c::varchar as c, $f::varchar as f)`,
    { c: clientIp, f: forwardedFor },
  );
}

describe('client_network', () => {
  it.each([
    ['203.0.113.77', null, '203.0.113.0/24'],
    ['203.0.113.77:51234', null, '203.0.113.0/24'],
    ['::ffff:203.0.113.77', null, '203.0.113.0/24'],
    ['2001:db8:1:2::5', null, '2001:db8:1::/48'],
    ['2001:db8::5', null, '2001:db8::/48'],
    ['2001:0DB8:0001::', null, '2001:db8:1::/48'],
    ['fe80::1%12', null, 'fe80::/48'],
    ['[2001:db8:1::5]:443', null, '2001:db8:1::/48'],
    ['-', null, null],
    ['203.0.113.77', '198.51.100.1', '203.0.113.0/24'],
    ['10.9.3.4', '198.51.100.1', '198.51.100.0/24'],
    ['10.9.3.4', '198.51.100.1, 10.9.3.5', '198.51.100.0/24'],
    ['10.9.3.4', '192.0.2.1, 198.51.100.1:4711, 192.168.1.7', '198.51.100.0/24'],
    ['127.0.0.1', '[2001:db8:2::1]:9, ::1', '2001:db8:2::/48'],
    ['2001:db8:ffff::1', 'unknown, 198.51.100.9', '198.51.100.0/24'],
    ['10.9.3.4', null, '10.9.3.0/24'],
    ['10.10.3.4', '198.51.100.1', '10.10.3.0/24'],
  ])('of %s behind %s is %s', async (clientIp, forwardedFor, expected) => {
    expect(await network(clientIp, forwardedFor)).toBe(expected);
  });
});
