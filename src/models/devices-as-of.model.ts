import { deviceColumns } from './device-columns.ts';
import { defineModel } from './model.ts';

export default defineModel({
  name: 'devices_as_of',
  kind: 'function',
  listed: true,
  doc: 'Every partnership as it was at a time: what exports say and what authenticated requests show.',
  grain: 'a mailbox and a device',
  parameters: { until_time: 'The moment, a TIMESTAMP in UTC.' },
  columns: deviceColumns,
  unique: ['mailbox', 'device_key'],
});
