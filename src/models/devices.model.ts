import { deviceColumns } from './device-columns.ts';
import { defineModel } from './model.ts';

export default defineModel({
  name: 'devices',
  kind: 'view',
  listed: true,
  doc: 'Every partnership as it is now: what exports say and what authenticated requests show.',
  grain: 'a mailbox and a device',

  columns: deviceColumns,
  unique: ['mailbox', 'device_key'],
});
