import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/duckdb/database.ts';
import { resolveFilters } from '../../src/models/filters.ts';
import { insertTyped } from './request-rows.ts';
import { emptyWarehouse } from './empty-warehouse.ts';

let db: Database;
beforeEach(async () => {
  db = await emptyWarehouse(1);
});
afterEach(() => db.close());

describe('resolveFilters', () => {
  it('says that a filter finds nothing where no export says whose OU is what', async () => {
    await expect(resolveFilters(db, { ou: ['contoso.com/Sales'] })).rejects.toThrow(
      '--ou: this warehouse knows the OU of nobody',
    );
    expect(await resolveFilters(db, { ou: ['(Unknown)'], user: ['anna'] })).toEqual({
      ou: ['(Unknown)'],
      user: ['anna'],
    });
  });

  it('takes an OU in both forms and a domain by both names', async () => {
    await insertTyped(db, 'directory_rows', [
      { sam_account_name: 'anna', domain: 'contoso.com', ou: 'contoso.com/Sales' },
    ]);
    await insertTyped(db, 'request_rows', [
      {
        ...{ is_eas: true, is_probe: false, requested_at: '2024-05-01 07:00:00', status: 200 },
        ...{ user_name: 'anna', user_domain: 'CONTOSO' },
      },
    ]);
    const filters = await resolveFilters(db, {
      ou: ['OU=Sales,DC=contoso,DC=com'],
      domain: ['Contoso', 'x.org'],
    });
    expect(filters).toEqual({
      ou: ['contoso.com/Sales'],
      domain: ['Contoso', 'x.org', 'contoso.com'],
    });
  });
});
