import { defineModel } from './model.ts';

export default defineModel({
  name: 'subjects',
  kind: 'view',
  listed: false,
  doc: 'Whose a request is: mailbox, domain, OU, policy and system by person as logged and device. Join it on coalesce(user_name, user_claimed), lower(user_domain) (NULL for a name only claimed) and upper(device_id).',
  grain: 'one person as logged, with or without a device',
  columns: {
    subject_no: { type: 'BIGINT', doc: 'Its number, from 1; another when requests are added.' },
    device_no: { type: 'BIGINT', doc: 'The same for each person with the device.' },
    user_name: { type: 'VARCHAR', doc: 'user_name of the requests, else user_claimed.' },
    user_domain: { type: 'VARCHAR', doc: 'user_domain in lower case; NULL for a bare name.' },
    device_key: { type: 'VARCHAR', doc: 'device_id in upper case; NULL without a device.' },
    mailbox: { type: 'VARCHAR', doc: 'The mailbox; see `accounts`.' },
    account: { type: 'VARCHAR', doc: 'What the person is called in reports.' },
    dns_domain: { type: 'VARCHAR', doc: 'The DNS name of the domain, where known.' },
    domain: { type: 'VARCHAR', doc: "The domain of the mailbox's user, else of the device." },
    ou: { type: 'VARCHAR', doc: "The OU of the mailbox's user, else of the device." },
    policy: { type: 'VARCHAR', doc: 'The EAS mailbox policy: of the partnership, else mailbox.' },
    device_id: { type: 'VARCHAR', doc: 'The device id as its earliest request spells it.' },
    os: { type: 'VARCHAR', doc: 'The operating system of the device.' },
    last_ping_heartbeat_s: { type: 'BIGINT', doc: 'LastPingHeartbeat, as exported.', unit: 's' },
  },
});
