import { AppError } from '../../support/errors.ts';
import type { FilePosition } from '../checkpoint.ts';
import type { Settings } from '../command-line-parameters.ts';
import { eventFields } from './event-row.ts';
import type { InputWorld, OpenInput } from './input.ts';
import { openFiles, refuseCheckpoint } from './open-files.ts';
import { EventErrors, readEvents } from './read-events.ts';
import { RecordFile, recordRelation, type RecordField } from './record-file.ts';

/** Reads all events of the files into records. */
export async function openEventLog(
  entries: readonly string[],
  settings: Settings,
  world: InputWorld,
): Promise<OpenInput> {
  refuseCheckpoint(entries, world);
  for (const entry of entries) refuseLive(entry);
  const files = await openFiles(entries, settings, world);
  const records = await RecordFile.create(world.temporaryPath());
  const errors = new EventErrors();
  const positions = new Map<string, FilePosition>();
  try {
    for (const file of files) {
      positions.set(file.name, await readEvents(file, records, errors, settings, world));
    }
  } finally {
    await records.close();
  }
  const all: RecordField[] = [{ name: '#', type: 'INTEGER' }, ...eventFields(world.tz)];
  const table = { file: records, fields: all };
  const isBackwards = settings.text('direction') === 'BW';
  return {
    source: {
      name: 'EVT',
      fields: all.slice(1),
      relation: (wanted) =>
        isBackwards
          ? `(select * exclude ("#") from ${recordRelation(table, ['#', ...wanted])} order by "#" desc)`
          : recordRelation(table, wanted),
    },
    elements: () => Promise.resolve(records.count),
    parseErrors: (atMost) =>
      Promise.resolve({ count: errors.count, details: errors.details.slice(0, atMost) }),
    positions,
    ...(settings.isOn('resolveSIDs')
      ? { warnings: ['SIDs are not resolved: that needs Windows and its domain'] }
      : {}),
  };
}

/** `.evtx`, live logs and remote ones need Windows: say which command makes XML of them. */
function refuseLive(entry: string): void {
  if (/\.evtx?$/i.test(entry)) {
    throw new AppError('cannot-open', `easel does not read the binary file ${entry}`, {
      hint: `make XML of it on Windows: wevtutil qe "${entry}" /lf:true /f:XML /e:Events > events.xml`,
    });
  }
  const log = /^(?:\\\\([^\\]+)\\)?([A-Za-z][\w .-]*(?:\/\w+)?|\*)$/.exec(entry);
  if (log === null || /\.[A-Za-z0-9]{1,5}$/.test(entry)) return;
  const [, server, name = ''] = log;
  const remote = server === undefined ? '' : ` /r:${server}`;
  throw new AppError('cannot-open', `easel does not open the live event log ${entry}`, {
    hint: `export it on Windows: wevtutil qe "${name === '*' ? 'System' : name}"${remote} /f:XML /e:Events > events.xml, then FROM events.xml`,
  });
}
