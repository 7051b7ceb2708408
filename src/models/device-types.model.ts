import { defineModel } from './model.ts';
import { columnsNamed } from './request-layout.ts';

export default defineModel({
  name: 'device_types',
  kind: 'view',
  listed: false,
  doc: 'Device types by the numbers that `client_subjects` has: looked up once requests are grouped by these.',
  grain: 'one device type',
  columns: {
    type_no: { type: 'BIGINT', doc: 'Its place among all, by its name.' },
    ...columnsNamed(['device_type']),
  },
  unique: ['type_no'],
});
