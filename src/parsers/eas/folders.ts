import { parseLogText, type LogPiece } from './log-text.ts';
import { urlDecode } from './url-decode.ts';

/** One synchronised collection of a request. */
export interface FolderGroup {
  readonly folder_id?: string | undefined;
  /** Em, Co, Ca, Ta, Nt, Sm. */
  readonly class?: string | undefined;
  readonly filter?: number | undefined;
  readonly sms_filter?: number | undefined;
  /** F first, S subsequent, R recovery, I invalid. */
  readonly sync_type?: string | undefined;
  readonly sync_key?: string | undefined;
  readonly server_sync_key?: string | undefined;
  readonly state_not_found: boolean;
  readonly client_adds?: number | undefined;
  readonly client_changes?: number | undefined;
  readonly client_deletes?: number | undefined;
  readonly client_fetches?: number | undefined;
  readonly server_adds?: number | undefined;
  readonly server_changes?: number | undefined;
  readonly server_deletes?: number | undefined;
  readonly server_soft_deletes?: number | undefined;
  readonly server_errors?: number | undefined;
}

/** The counters of Exchange 2003: class, kind, then client and server operations. */
export const counters2003 =
  '^V(?:NA|[0-9]+)T(Em|Co|Ca|Ta|NA)S([NSRFI])C:([0-9]+)A([0-9]+)C([0-9]+)D([0-9]+)FS:([0-9]+)A([0-9]+)C([0-9]+)D(?:([0-9]+)S)?';

/** The groups that begin at each `Fid`; one group for the counters of Exchange 2003. */
export function parseFolders(logText: string): FolderGroup[] {
  const old = new RegExp(counters2003).exec(logText);
  if (old) return [group2003(old)];
  const pieces = parseLogText(logText);
  const starts = pieces.flatMap(({ name }, i) => (name === 'Fid' ? [i] : []));
  return starts.map((start, i) => groupOf(pieces.slice(start, starts[i + 1])));
}

function group2003(match: RegExpExecArray): FolderGroup {
  const number = (at: number): number | undefined => count(match[at]);
  return {
    class: match[1] === 'NA' ? undefined : match[1],
    sync_type: match[2] === 'N' ? undefined : match[2],
    state_not_found: false,
    client_adds: number(3),
    client_changes: number(4),
    client_deletes: number(5),
    client_fetches: number(6),
    server_adds: number(7),
    server_changes: number(8),
    server_deletes: number(9),
    server_soft_deletes: number(10),
  };
}

function groupOf(pieces: readonly LogPiece[]): FolderGroup {
  const value = (name: string): string | undefined => {
    const found = pieces.find((piece) => piece.name === name)?.value;
    return found === undefined || found === '' ? undefined : urlDecode(found);
  };
  const operations = (text: string | undefined, letter: string): number | undefined => {
    if (text === undefined) return undefined;
    const folded = /[a-z]/.test(text) ? text : text.toLowerCase();
    return count(new RegExp(`(?:^|[A-Za-z])([0-9]+)${letter}(?:[0-9]|$)`).exec(folded)?.[1]);
  };
  const client = value('Cli');
  const server = value('Srv') ?? value('Svr');
  return {
    folder_id: value('Fid'),
    class: value('Ty'),
    filter: count(value('Filt')),
    sms_filter: count(value('Filts')),
    sync_type: value('St'),
    sync_key: value('Sk'),
    server_sync_key: value('Sks'),
    state_not_found: value('Ssnf') === 'T',
    client_adds: operations(client, 'a'),
    client_changes: operations(client, 'c'),
    client_deletes: operations(client, 'd'),
    client_fetches: operations(client, 'f'),
    server_adds: operations(server, 'a'),
    server_changes: operations(server, 'c'),
    server_deletes: operations(server, 'd'),
    server_soft_deletes: operations(server, 's'),
    server_errors: operations(server, 'e'),
  };
}

function count(digits: string | undefined): number | undefined {
  return digits !== undefined && /^[0-9]{1,15}$/.test(digits) ? Number(digits) : undefined;
}
