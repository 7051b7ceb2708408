import type { DeviceLife } from './device-life.ts';
import type { Device, Fleet } from './fleet.ts';
import type { FleetChunk } from './fleet-chunk.ts';
import { canonicalName, distinguishedName } from './organisation.ts';
import { createRandom, HEX } from './random.ts';

const DAY = 86_400_000;
const BOM = '\ufeff';

/** What an administrator exports beside the logs: the devices Exchange knows, and the directory. */
export function* exportFiles(
  fleet: Fleet,
  lives: ReadonlyMap<string, DeviceLife>,
  until: number,
): Generator<FleetChunk> {
  yield {
    path: 'exports/Get-MobileDeviceStatistics.csv',
    chunk: Buffer.from(BOM + deviceStatistics(fleet, lives, until)),
  };
  yield { path: 'exports/directory.csv', chunk: Buffer.from(directory(fleet)) };
}

const statisticsColumns = [
  'FirstSyncTime',
  'LastPolicyUpdateTime',
  'LastSyncAttemptTime',
  'LastSuccessSync',
  'DeviceType',
  'DeviceID',
  'DeviceUserAgent',
  'DeviceWipeSentTime',
  'DeviceWipeRequestTime',
  'DeviceWipeAckTime',
  'LastPingHeartbeat',
  'RecoveryPassword',
  'DeviceModel',
  'DeviceImei',
  'DeviceFriendlyName',
  'DeviceOS',
  'DeviceOSLanguage',
  'DevicePhoneNumber',
  'Identity',
  'Guid',
  'IsRemoteWipeSupported',
  'Status',
  'StatusNote',
  'DeviceAccessState',
  'DeviceAccessStateReason',
  'DeviceAccessControlRule',
  'DevicePolicyApplied',
  'DevicePolicyApplicationStatus',
  'ClientVersion',
  'NumberOfFoldersSynced',
] as const;
type Statistics = Partial<Record<(typeof statisticsColumns)[number], string>>;

/** Exchange 2003 has no such cmdlet, so its devices are in the logs only. */
function deviceStatistics(
  fleet: Fleet,
  lives: ReadonlyMap<string, DeviceLife>,
  until: number,
): string {
  const rows = fleet.devices
    .filter((device) => device.owner.generation !== '2003')
    .map((device) => {
      const row = statisticsRow(device, lives.get(device.id), until);
      return statisticsColumns.map((column) => quoted(row[column])).join(',');
    });
  return [
    '#TYPE Deserialized.Microsoft.Exchange.Data.Storage.Management.MobileDeviceConfiguration',
    statisticsColumns.map((column) => `"${column}"`).join(','),
    ...rows,
    '',
  ].join('\r\n');
}

function statisticsRow(device: Device, life: DeviceLife | undefined, until: number): Statistics {
  const random = createRandom(device.id).fork('export');
  const silentDays = device.story === 'stale' ? random.pick([4, 12, 23, 41, 77, 130, 260]) : 0;
  const silentSince = until - silentDays * DAY - random.int(0, DAY - 1);
  const never = device.story === 'never-synced' || device.story === 'blocked';
  const lastSync = silentDays > 0 ? silentSince : never ? null : (life?.lastSyncAt ?? null);
  const attempt = silentDays > 0 ? silentSince : (life?.lastAttemptAt ?? null);
  const quarantined = device.story === 'quarantined';
  const applied = policyStatus(device, random.next());
  return {
    FirstSyncTime: usTime(until - random.int(300, 900) * DAY),
    LastPolicyUpdateTime: usTime(life?.provisionedAt ?? null),
    LastSyncAttemptTime: usTime(attempt),
    LastSuccessSync: usTime(lastSync),
    DeviceType: device.family.deviceType,
    DeviceID: device.id,
    DeviceUserAgent: device.userAgent,
    LastPingHeartbeat: life?.lastHeartbeatS == null ? '' : String(life.lastHeartbeatS),
    RecoveryPassword: '********',
    DeviceModel: device.model,
    DeviceImei: random.chance(0.6) ? `35${random.text('0123456789', 13)}` : '',
    DeviceFriendlyName: `${device.owner.firstName}'s ${device.model}`,
    DeviceOS: device.os,
    DeviceOSLanguage: 'en-US',
    DevicePhoneNumber: random.chance(0.5) ? `+1 425 555 0${random.int(100, 199)}` : '',
    Identity: `${canonicalName(device.owner)}/ExchangeActiveSyncDevices/${device.family.deviceType}§${device.id}`,
    Guid: `${random.text(HEX, 8)}-${random.text(HEX, 4)}-4${random.text(HEX, 3)}-9${random.text(HEX, 3)}-${random.text(HEX, 12)}`,
    IsRemoteWipeSupported: 'True',
    Status: device.story === 'blocked' ? 'DeviceBlocked' : 'DeviceOk',
    DeviceAccessState:
      device.story === 'blocked' ? 'Blocked' : quarantined ? 'Quarantined' : 'Allowed',
    DeviceAccessStateReason: device.story === 'blocked' ? 'DeviceRule' : 'Global',
    DeviceAccessControlRule:
      device.story === 'blocked' ? `${device.family.deviceType} (DeviceType)` : '',
    DevicePolicyApplied: never || quarantined ? '' : policyName(device),
    DevicePolicyApplicationStatus: never || quarantined ? 'NotApplied' : applied,
    ClientVersion: `${device.protocol.slice(0, 2)}.${device.protocol.slice(2) || '0'}`,
    NumberOfFoldersSynced: never ? '0' : String(random.int(4, 31)),
  };
}

function policyName(device: Device): string {
  const [unit] = device.owner.ou;
  if (unit === 'Executives' || unit === 'Finance') return 'Strict';
  if (unit === 'Stores' || unit === 'Service') return 'Shared devices';
  return 'Default';
}

function policyStatus(device: Device, roll: number): string {
  if (device.story === 'provision-loop') return 'NotApplied';
  if (device.family.family === 'Android' && roll < 0.2) return 'PartiallyApplied';
  if (device.family.family === 'Windows Mobile' && roll < 0.5) return 'ExternallyManaged';
  return roll > 0.97 ? 'NotApplied' : 'AppliedInFull';
}

function directory(fleet: Fleet): string {
  const rows = fleet.people.map((person) =>
    [person.samAccountName, person.userPrincipalName, distinguishedName(person), person.mail]
      .map((cell) => `"${cell}"`)
      .join(','),
  );
  return ['SamAccountName,UserPrincipalName,DistinguishedName,mail', ...rows, ''].join('\r\n');
}

/** As Export-Csv writes it: null is nothing at all, everything else is quoted. */
function quoted(value: string | undefined): string {
  return value === undefined || value === '' ? '' : `"${value.replaceAll('"', '""')}"`;
}

/** The en-US culture of the shell: `5/1/2024 2:53:41 AM`. */
function usTime(atMs: number | null): string {
  if (atMs === null) return '';
  const at = new Date(atMs);
  const hours = at.getUTCHours();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()} ${hours % 12 || 12}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} ${hours < 12 ? 'AM' : 'PM'}`;
}
