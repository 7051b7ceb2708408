import { ByteCache } from './byte-cache.ts';
import type { ByteRow } from './byte-row.ts';
import {
  putDecoded,
  putField,
  putOrNone,
  putText,
  type ExpressDimension,
} from './express-dimension.ts';
import type { IisLine } from './iis-line.ts';
import { endpointTokens, slot } from './query-names.ts';
import { commandBytes, isBackFlag } from './remembered-values.ts';

const fields: readonly (readonly [string, string, string])[] = [
  ['s-ip', 'server_ip', 'VARCHAR'],
  ['s-port', 'server_port', 'INTEGER'],
  ['cs-host', 'host', 'VARCHAR'],
  ['cs-method', 'method', 'VARCHAR'],
  ['cs-uri-stem', 'uri_stem', 'VARCHAR'],
  ['s-computername', 's-computername', 'VARCHAR'],
  ['s-sitename', 's-sitename', 'VARCHAR'],
];
const keptFields: readonly (readonly [string, string, string])[] = [
  ['s-computername', 'computer_as_logged', 'VARCHAR'],
  ['s-sitename', 'site_as_logged', 'VARCHAR'],
  ['cs-version', 'version_as_logged', 'VARCHAR'],
];
/** `request_endpoints` of an IIS line: the server's side, and what is asked of it. */
export class IisEndpoints implements ExpressDimension {
  readonly table = 'request_endpoints';
  readonly columns: Readonly<Record<string, string>>;
  /** Places of the fields that tell its rows apart, as the kernel gets them. */
  readonly keyPlaces: readonly number[];
  readonly #places: readonly number[];
  readonly #fileId: Buffer;
  readonly #commands = new ByteCache(commandBytes);

  /** `of` says where in a line a field stands, -1 for none. */
  constructor(of: (field: string) => number, fileId: number, keepQuery: boolean) {
    this.#fileId = Buffer.from(String(fileId));
    const all = [...fields, ...(keepQuery ? keptFields : [])];
    const logged = all.filter(([field]) => of(field) >= 0);
    // Each field has its place in the key, logged or not: the next #Fields may name others.
    this.keyPlaces = all.map(([field]) => of(field));
    this.#places = logged.map(([field]) => of(field));
    this.columns = {
      file_id: 'BIGINT',
      ...Object.fromEntries(logged.map(([, column, type]) => [column, type])),
      command: 'VARCHAR',
      ...Object.fromEntries(endpointTokens.map(([, column]) => [column, 'VARCHAR'])),
      tier: 'VARCHAR',
      is_eas: 'BOOLEAN',
    };
  }

  write(line: IisLine, row: ByteRow): boolean {
    row.raw(this.#fileId, 0, this.#fileId.length);
    for (const place of this.#places) putField(line, row, place);
    if (line.digits(line.places.port, 9) === -1) return false;
    if (!this.#putCommand(line, row)) return false;
    for (const [place] of endpointTokens) {
      if (!line.isEas) row.none();
      else if (!putDecoded(line, row, place)) return false;
    }
    putText(row, tierOf(line));
    putText(row, line.isEas ? 't' : 'f');
    return true;
  }

  #putCommand(line: IisLine, row: ByteRow): boolean {
    const { isEas } = line;
    if (!isEas) row.none();
    else if (isOptions(line)) putText(row, 'OPTIONS');
    else if (!line.hasCut(slot.command)) putOrNone(row, line.base64?.command);
    else {
      const [from, to] = [line.cutStart(slot.command), line.cutEnd(slot.command)];
      const command = this.#commands.get(line.bytes, from, to);
      if (command === undefined) return false;
      row.raw(command, 0, command.length);
    }
    return true;
  }
}

function tierOf(line: IisLine): string {
  if (line.cutStart(slot.arrLogId) !== 0) return 'proxy';
  const { isEas } = line;
  const isFront = line.cutStart(slot.requestId) !== 0 || line.cutStart(slot.correlation) !== 0;
  const isBack =
    (line.flags & isBackFlag) !== 0 ||
    line.digits(line.places.port, 9) === 444 ||
    (isEas && line.hasCut(slot.proxiedFrom));
  if (isBack) return 'back';
  return isFront || (isEas && line.hasCut(slot.proxiedTo)) ? 'front' : 'single';
}

function isOptions(line: IisLine): boolean {
  const { method } = line.places;
  if (method < 0) return false;
  const start = line.start(method);
  const end = line.end(method);
  return end - start === 7 && line.bytes.toString('latin1', start, end).toUpperCase() === 'OPTIONS';
}
