import { UsageError } from '../support/errors.ts';
import type { CommandLine } from './command-line.ts';

/** The zone of local times: `--tz`, else the system's. */
export function zoneOf(line: CommandLine): string {
  const own = line.own.get('tz');
  const zone = typeof own === 'string' ? own : Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch (cause) {
    throw new UsageError('bad-zone', `--tz does not know the zone ${zone}`, {
      hint: 'use a name such as Europe/Berlin or UTC',
      cause,
    });
  }
}
