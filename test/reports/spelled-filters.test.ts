import { expect, test } from 'vitest';
import { noFilters } from '../../src/reports/filter-state.ts';
import { ResultTable } from '../../src/reports/result-table.ts';
import { spelledFilters } from '../../src/reports/spelled-filters.ts';

const facts = {
  columns: {
    device_type: { type: 'string', doc: '', dimension: 'type' },
    ou: { type: 'string', doc: '', dimension: 'ou' },
    status: { type: 'integer', doc: '', dimension: 'status' },
  },
} as const;
const rows = new ResultTable([
  { name: 'device_type', type: 'string' },
  { name: 'ou', type: 'string' },
  { name: 'status', type: 'integer' },
]);
rows.add(['iPhone', 'contoso.com/Sales', 200]);
rows.add(['IPHONE', 'contoso.com/sales/Field', 401]);
rows.add(['iPhone 2', 'contoso.com/Salesmen', 200]);
rows.add([null, null, null]);
const table = rows.finish();

test.each([
  ['type', 'iphone', ['IPHONE', 'iPhone']],
  ['type', 'IPhone 2', ['iPhone 2']],
  ['type', 'phone', ['phone']],
  ['ou', 'Contoso.com/SALES', ['contoso.com/Sales', 'contoso.com/sales']],
  ['ou', 'contoso.com', ['contoso.com']],
  ['status', '4xx', ['4xx']],
  ['policy', 'Default', ['Default']],
  ['type', '(unknown)', ['(unknown)']],
] as const)(
  'takes %s %s for what the rows spell so, whatever the case',
  (name, value, expected) => {
    const { values } = spelledFilters(
      { ...noFilters, values: new Map([[name, [value]]]) },
      facts,
      table,
    );
    expect([...values]).toEqual([[name, expected]]);
  },
);
