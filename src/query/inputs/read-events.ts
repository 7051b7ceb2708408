import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { eventsOf } from '../../parsers/formats/event-records.ts';
import type { FilePosition } from '../checkpoint.ts';
import type { Settings } from '../command-line-parameters.ts';
import { eventValues } from './event-row.ts';
import type { InputWorld } from './input.ts';
import { linesOf } from './lines-of.ts';
import { headOf, positionIn } from './open-files.ts';
import type { PlainFile } from './plain-file.ts';
import type { RecordFile } from './record-file.ts';

const mostDetails = 2000;

/** Events that cannot be read: all are counted, the first ones shown. */
export class EventErrors {
  readonly details: string[] = [];
  count = 0;

  add(file: string, lineNo: number, detail: string, text: string): void {
    this.count++;
    if (this.details.length >= mostDetails) return;
    this.details.push(
      `Cannot parse event: ${detail}\n  LogFile "${file}", Row number ${lineNo}, Value "${text.slice(0, 200)}"`,
    );
  }
}

/** Adds the events of a file, those that are new to a checkpoint; returns how far it was read. */
export async function readEvents(
  file: PlainFile,
  records: RecordFile,
  errors: EventErrors,
  settings: Settings,
  world: InputWorld,
): Promise<FilePosition> {
  const before = (await positionIn(file, world))?.records ?? 0;
  const { size } = await stat(file.path);
  const codepage = settings.number('iCodepage');
  const decode = { codepage, signal: world.signal, size };
  let count = 0;
  const lines = size === 0 ? none() : linesOf(file.path, decode);
  for await (const outcome of eventsOf(lines)) {
    count++;
    if (count <= before) continue;
    if (outcome.kind === 'error') {
      errors.add(file.name, outcome.lineNo, outcome.detail, outcome.text);
      continue;
    }
    if (outcome.event.message === null && settings.text('msgErrorMode') === 'ERROR') {
      errors.add(file.name, outcome.lineNo, 'its message is not in the export', '');
      continue;
    }
    await records.add([String(records.count), ...eventValues(outcome.event, settings)]);
  }
  return { bytes: size, records: count, lines: 0, head: await headOf(file.path, size) };
}

/** The lines of an empty file. */
function none(): AsyncIterable<string> {
  return Readable.from([]);
}
