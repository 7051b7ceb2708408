import { ByteCache } from './byte-cache.ts';
import type { ByteRow } from './byte-row.ts';
import {
  addCut,
  addField,
  putDecoded,
  putField,
  putOrNone,
  putText,
  type ExpressDimension,
} from './express-dimension.ts';
import type { IisLine } from './iis-line.ts';
import type { KeyTable } from './key-table.ts';
import { slot } from './query-names.ts';
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
const tokens: readonly (readonly [number, string])[] = [
  [slot.mailboxServer, 'mailbox_server'],
  [slot.domainController, 'domain_controller'],
  [slot.proxiedTo, 'proxied_to'],
  [slot.proxiedFrom, 'proxied_from'],
  [slot.error, 'error'],
];

const keyCuts = [slot.command, ...tokens.map(([place]) => place)];

/** `request_endpoints` of an IIS line: the server's side, and what is asked of it. */
export class IisEndpoints implements ExpressDimension {
  readonly table = 'request_endpoints';
  readonly columns: Readonly<Record<string, string>>;
  readonly #keyPlaces: readonly number[];
  readonly #places: readonly number[];
  /** Those that stand behind the query, so in no `lead`. */
  readonly #behind: readonly number[];
  readonly #fileId: Buffer;
  readonly #commands = new ByteCache(commandBytes);

  /** `of` says where in a line a field stands, -1 for none. */
  constructor(of: (field: string) => number, fileId: number, keepQuery: boolean) {
    this.#fileId = Buffer.from(String(fileId));
    const all = [...fields, ...(keepQuery ? keptFields : [])];
    const logged = all.filter(([field]) => of(field) >= 0);
    // Each field has its place in the key, logged or not: the next #Fields may name others.
    this.#keyPlaces = all.map(([field]) => of(field));
    this.#places = logged.map(([field]) => of(field));
    this.#behind = this.#places.filter((place) => place > of('cs-uri-query'));
    this.columns = {
      file_id: 'BIGINT',
      ...Object.fromEntries(logged.map(([, column, type]) => [column, type])),
      command: 'VARCHAR',
      ...Object.fromEntries(tokens.map(([, column]) => [column, 'VARCHAR'])),
      tier: 'VARCHAR',
      is_eas: 'BOOLEAN',
    };
  }

  addKey(line: IisLine, key: KeyTable): void {
    const { lead } = line;
    key.begin((line.isEas ? 1 : 0) | (line.cuts.isFront ? 2 : 0) | (lead === undefined ? 0 : 4));
    // What the file is called hangs on it: its server, its site.
    key.add(this.#fileId, 0, this.#fileId.length);
    if (lead === undefined) for (const place of this.#keyPlaces) addField(line, key, place);
    else {
      key.number(lead.id);
      for (const place of this.#behind) addField(line, key, place);
    }
    if (!line.isEas) return;
    for (const place of keyCuts) addCut(line, key, place);
    const command = line.base64?.command;
    if (command !== undefined) key.add(command, 0, command.length);
  }

  write(line: IisLine, row: ByteRow): boolean {
    row.raw(this.#fileId, 0, this.#fileId.length);
    for (const place of this.#places) putField(line, row, place);
    if (line.digits(line.places.port, 9) === -1) return false;
    if (!this.#putCommand(line, row)) return false;
    for (const [place] of tokens) {
      if (!line.isEas) row.none();
      else if (!putDecoded(line, row, place)) return false;
    }
    putText(row, tierOf(line));
    putText(row, line.isEas ? 't' : 'f');
    return true;
  }

  #putCommand(line: IisLine, row: ByteRow): boolean {
    const { bytes, cuts, isEas } = line;
    if (!isEas) row.none();
    else if (isOptions(line)) putText(row, 'OPTIONS');
    else if (!cuts.has(slot.command)) putOrNone(row, line.base64?.command);
    else {
      const from = cuts.from[slot.command] ?? 0;
      const command = this.#commands.get(bytes, from, cuts.to[slot.command] ?? 0);
      if (command === undefined) return false;
      row.raw(command, 0, command.length);
    }
    return true;
  }
}

function tierOf(line: IisLine): string {
  const { cuts, isEas } = line;
  const isBack =
    (line.flags & isBackFlag) !== 0 ||
    line.digits(line.places.port, 9) === 444 ||
    (isEas && cuts.has(slot.proxiedFrom));
  if (isBack) return 'back';
  return cuts.isFront || (isEas && cuts.has(slot.proxiedTo)) ? 'front' : 'single';
}

function isOptions(line: IisLine): boolean {
  const { method } = line.places;
  if (method < 0) return false;
  const start = line.start(method);
  const end = line.end(method);
  return end - start === 7 && line.bytes.toString('latin1', start, end).toUpperCase() === 'OPTIONS';
}
