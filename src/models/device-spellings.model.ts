import { defineModel } from './model.ts';

export default defineModel({
  name: 'device_spellings',
  kind: 'view',
  listed: false,
  doc: 'Each device as requests tell of it, whoever came with it.',
  grain: 'a device',
  columns: {
    device_key: { type: 'VARCHAR', doc: 'device_id in upper case.' },
    device_id: { type: 'VARCHAR', doc: 'As its earliest row spells it.' },
    os: { type: 'VARCHAR', doc: 'The newest said.' },
  },
});
