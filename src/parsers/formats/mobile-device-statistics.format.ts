import { ownerOfIdentity } from '../exports/directory-names.ts';
import { exportHeader } from '../exports/export-header.ts';
import { exportRecords, type ExportShape } from '../exports/export-records.ts';
import { asOfSql, exportColumns, extraSql } from '../exports/export-sql.ts';
import { defineFormat } from '../format.ts';

const shape: ExportShape = {
  columns: {
    DeviceID: ['deviceid'],
    DeviceType: ['devicetype'],
    DeviceModel: ['devicemodel'],
    DeviceFriendlyName: ['devicefriendlyname', 'friendlyname'],
    DeviceImei: ['deviceimei'],
    DevicePhoneNumber: ['devicephonenumber', 'devicetelephonenumber'],
    DeviceMobileOperator: ['devicemobileoperator'],
    DeviceOS: ['deviceos'],
    DeviceUserAgent: ['deviceuseragent'],
    FirstSyncTime: ['firstsynctime'],
    LastSuccessSync: ['lastsuccesssync'],
    LastSyncAttemptTime: ['lastsyncattempttime'],
    LastPolicyUpdateTime: ['lastpolicyupdatetime'],
    LastPingHeartbeat: ['lastpingheartbeat'],
    NumberOfFoldersSynced: ['numberoffolderssynced'],
    DeviceAccessState: ['deviceaccessstate'],
    DeviceAccessStateReason: ['deviceaccessstatereason'],
    DeviceAccessControlRule: ['deviceaccesscontrolrule'],
    DevicePolicyApplied: ['devicepolicyapplied'],
    DevicePolicyApplicationStatus: ['devicepolicyapplicationstatus'],
    Identity: ['identity'],
  },
  times: ['FirstSyncTime', 'LastSuccessSync', 'LastSyncAttemptTime', 'LastPolicyUpdateTime'],
  secrets: ['recoverypassword', 'mailboxlogreport'],
  derive({ value, isGiven }) {
    const owner = ownerOfIdentity(value('Identity') ?? '');
    const place = owner !== undefined && 'path' in owner ? owner : undefined;
    const hasPassword = isGiven('recoverypassword');
    return [
      owner?.name ?? null,
      ...[place?.path ?? null, place?.domain ?? null, place?.ou ?? null],
      hasPassword === undefined ? null : String(hasPassword),
    ];
  },
};
const derived = ['owner', 'path', 'domain', 'ou', 'HasRecoveryPassword'];
const count = (column: string): string => `try_cast("${column}" as bigint)`;
const time = (column: string): string => `cast("${column}" as timestamp)`;

export default defineFormat({
  kind: 'framed',
  name: 'mobile-device-statistics',
  title: 'Get-MobileDeviceStatistics or Get-ActiveSyncDeviceStatistics through Export-Csv',
  source: 'mobile-device-statistics',
  detect(head) {
    const names = exportHeader(head);
    if (!names.has('deviceid')) return { score: 0 };
    const own = ['lastsuccesssync', 'lastsyncattempttime', 'lastpingheartbeat'];
    if (own.some((name) => names.has(name))) return { score: 90 };
    return names.has('deviceaccessstate') || names.has('deviceuseragent')
      ? { score: 0, refuse: 'a Get-MobileDevice export, which says nothing of synchronisation' }
      : { score: 0, why: 'device statistics have LastSuccessSync or LastSyncAttemptTime' };
  },
  columns: exportColumns([...Object.keys(shape.columns), ...derived, 'extra']),
  records: (lines, facts) => exportRecords(lines, facts, shape),
  table: 'device_statistics_rows',
  meaning: (facts) => ({
    as_of: asOfSql(facts, shape.times),
    device_id: '"DeviceID"',
    device_type: '"DeviceType"',
    device_model: '"DeviceModel"',
    friendly_name: '"DeviceFriendlyName"',
    imei: '"DeviceImei"',
    phone_number: '"DevicePhoneNumber"',
    mobile_operator: '"DeviceMobileOperator"',
    os: '"DeviceOS"',
    user_agent: '"DeviceUserAgent"',
    first_sync_at: time('FirstSyncTime'),
    last_sync_at: time('LastSuccessSync'),
    last_sync_attempt_at: time('LastSyncAttemptTime'),
    last_policy_update_at: time('LastPolicyUpdateTime'),
    last_ping_heartbeat_s: count('LastPingHeartbeat'),
    folders_synced: count('NumberOfFoldersSynced'),
    access_state: '"DeviceAccessState"',
    access_reason: '"DeviceAccessStateReason"',
    access_rule: '"DeviceAccessControlRule"',
    policy: '"DevicePolicyApplied"',
    policy_status: '"DevicePolicyApplicationStatus"',
    has_recovery_password: 'cast("HasRecoveryPassword" as boolean)',
    owner_name: 'lower("owner")',
    owner_path: '"path"',
    domain: '"domain"',
    ou: '"ou"',
    extra: extraSql,
  }),
});
