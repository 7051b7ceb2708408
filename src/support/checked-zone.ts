import { UsageError } from './errors.ts';
import { nearest } from './suggest.ts';
import { windowsZones } from './windows-zones.ts';

/** Offsets that are no full hours, as a place has them all year round and for decades: minutes. */
const placeOfOffset: Readonly<Record<number, string>> = {
  [-570]: 'Pacific/Marquesas',
  270: 'Asia/Kabul',
  330: 'Asia/Kolkata',
  345: 'Asia/Kathmandu',
  390: 'Asia/Yangon',
  525: 'Australia/Eucla',
  570: 'Australia/Darwin',
};

/**
 * The IANA name, which both Node and DuckDB know, of what a person calls a zone: such a name, that of
 * Windows (`W. Europe Standard Time`), or an offset, positive in the east (`+02:00`, `UTC+2`, `Z`).
 * @throws UsageError `unknown-zone`
 */
export function checkedZone(given: string): string {
  const zone = given.trim();
  const name = ofWindows(zone) ?? ofOffset(zone) ?? zone;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions();
    return timeZone === 'UTC' ? 'UTC' : name;
  } catch {
    throw unknown(zone);
  }
}

function ofWindows(zone: string): string | undefined {
  const wanted = zone.toLowerCase();
  return Object.entries(windowsZones).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

const offset = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i;

function ofOffset(zone: string): string | undefined {
  if (/^Z$/i.test(zone)) return 'UTC';
  const [, sign, hours, minutes = '0'] = offset.exec(zone) ?? [];
  if (sign === undefined || Number(minutes) >= 60) return undefined;
  const east = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  if (east === 0) return 'UTC';
  // Etc counts westwards, as POSIX does.
  return east % 60 === 0
    ? `Etc/GMT${east < 0 ? '+' : '-'}${Math.abs(east / 60)}`
    : placeOfOffset[east];
}

function unknown(zone: string): UsageError {
  const names = [...Intl.supportedValuesOf('timeZone'), ...Object.keys(windowsZones)];
  const meant = offset.test(zone) ? undefined : nearest(zone, names);
  return new UsageError('unknown-zone', `there is no time zone '${zone}'`, {
    hint:
      meant === undefined
        ? 'zones are named as Europe/Vienna, W. Europe Standard Time, UTC or +02:00'
        : `did you mean ${meant}?`,
  });
}
