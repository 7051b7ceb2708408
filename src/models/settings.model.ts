import { defineModel } from './model.ts';

export default defineModel({
  name: 'settings',
  kind: 'table',
  listed: false,
  doc: 'What the last ingest found in easel.yaml and the views need.',
  grain: 'one entry of the configuration',
  columns: {
    kind: { type: 'VARCHAR', doc: 'The section it stands in.', oneOf: ['domain', 'trusted_proxy'] },
    name: { type: 'VARCHAR', doc: 'domain: the NetBIOS name, lower case; else the value.' },
    value: { type: 'VARCHAR', doc: 'domain: the DNS name, lower case; trusted_proxy: a network.' },
  },
});
