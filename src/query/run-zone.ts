import { checkedZone } from '../support/checked-zone.ts';
import type { CommandLine } from './command-line.ts';

/** The zone of local times: `--tz`, else the system's. */
export function zoneOf(line: CommandLine): string {
  const own = line.own.get('tz');
  return typeof own === 'string'
    ? checkedZone(own)
    : Intl.DateTimeFormat().resolvedOptions().timeZone;
}
