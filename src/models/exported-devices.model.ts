import { defineModel } from './model.ts';

export default defineModel({
  name: 'exported_devices',
  kind: 'view',
  listed: true,
  doc: "What the newest export says of a device, whoever's it is: for requests whose account has no domain, OU or policy.",
  grain: 'one device id',
  columns: {
    device_key: { type: 'VARCHAR', doc: 'The device id in upper case.' },
    domain: { type: 'VARCHAR', doc: "Its owner's domain." },
    ou: { type: 'VARCHAR', doc: "Its owner's OU in canonical form." },
    policy: { type: 'VARCHAR', doc: 'The EAS mailbox policy applied.' },
    os: { type: 'VARCHAR', doc: 'DeviceOS.' },
    as_of: { type: 'TIMESTAMP', doc: 'The time of which the export speaks (UTC).' },
  },
  unique: ['device_key'],
});
