import type { Database } from '../duckdb/database.ts';
import type { Traffic } from '../parsers/eas/traffic.ts';
import type { Encoding } from './encoding.ts';
import type { Load } from './filter.ts';
import type { Progress } from './segmenter.ts';

export type FileState = 'loaded' | 'empty' | 'refused' | 'pruned';

/** What the next run needs to go on with a file. */
export interface Resume {
  readonly encoding: Encoding;
  readonly crOnly: boolean;
  /** How far the committed prefix reaches. */
  readonly progress: Progress;
  /** Set where the prefix ends in an unterminated line: where that begins, and what lay before it. */
  readonly openLine?: { readonly offset: number; readonly before: Progress };
  /** The file's size and times when it was last read. */
  readonly stamp: string;
  readonly serverExplicit: boolean;
  /** The zone of its local times. */
  readonly zone?: string;
  /** The field list taken for a file without header. */
  readonly assumedFields?: readonly string[];
}

/** A row of `files` as ingest uses it. */
export interface FileRecord {
  readonly fileId: number;
  readonly path: string;
  readonly server: string | null;
  readonly serverFrom: string | null;
  readonly site: string | null;
  readonly format: string | null;
  readonly state: FileState;
  readonly reason: string | null;
  readonly identity: string | null;
  readonly prefixBytes: number;
  readonly prefixHash: string | null;
  readonly resume: Resume | null;
  readonly pending: number;
  readonly loads: readonly Load[];
}

/** All that the warehouse knows of files, held in memory for a run. */
export class Ledger {
  readonly #byId = new Map<number, FileRecord>();
  readonly #byIdentity = new Map<string, Set<number>>();
  readonly #byPath = new Map<string, Set<number>>();
  /** Those that a run found there. */
  #before: ReadonlySet<number> = new Set();
  #nextId = 1;

  static async read(db: Database): Promise<Ledger> {
    const ledger = new Ledger();
    const loads = new Map<number, Load[]>();
    const loadRows = await db.rows(
      `select file_id, first_line, last_line, traffic, since_at::varchar as since, until_at::varchar as until from file_loads`,
    );
    for (const row of loadRows) {
      const fileId = Number(row['file_id']);
      const filter = {
        traffic: row['traffic'] as Traffic,
        ...(row['since'] === null ? {} : { since: row['since'] as string }),
        ...(row['until'] === null ? {} : { until: row['until'] as string }),
      };
      const load = {
        firstLine: Number(row['first_line']),
        lastLine: Number(row['last_line']),
        filter,
      };
      loads.set(fileId, [...(loads.get(fileId) ?? []), load]);
    }
    const rows = await db.rows(
      `select file_id, path, server, server_from, site, format, state, reason, content_hash, prefix_bytes, prefix_hash, resume, pending from files order by file_id`,
    );
    for (const row of rows) {
      const fileId = Number(row['file_id']);
      const text = (name: string): string | null => row[name] as string | null;
      const resume = text('resume');
      ledger.put({
        fileId,
        path: text('path') ?? '',
        server: text('server'),
        serverFrom: text('server_from'),
        site: text('site'),
        format: text('format'),
        state: text('state') as FileState,
        reason: text('reason'),
        identity: text('content_hash'),
        prefixBytes: Number(row['prefix_bytes'] ?? 0),
        prefixHash: text('prefix_hash'),
        resume: resume === null ? null : (JSON.parse(resume) as Resume),
        pending: Number(row['pending'] ?? 0),
        loads: loads.get(fileId) ?? [],
      });
    }
    ledger.#before = new Set(ledger.#byId.keys());
    return ledger;
  }

  /** Whether this run has brought the file. */
  isOfRun({ fileId }: FileRecord): boolean {
    return !this.#before.has(fileId);
  }

  nextId(): number {
    return this.#nextId++;
  }

  /** Adds a file, or replaces what was known of it. */
  put(record: FileRecord): void {
    this.drop(record.fileId);
    this.#byId.set(record.fileId, record);
    if (record.identity !== null) add(this.#byIdentity, record.identity, record.fileId);
    add(this.#byPath, record.path, record.fileId);
    this.#nextId = Math.max(this.#nextId, record.fileId + 1);
  }

  /** Forgets a file; one that is not there is no error. */
  drop(fileId: number): void {
    const record = this.#byId.get(fileId);
    if (record === undefined) return;
    this.#byId.delete(fileId);
    if (record.identity !== null) this.#byIdentity.get(record.identity)?.delete(fileId);
    this.#byPath.get(record.path)?.delete(fileId);
  }

  /** The files that begin with the same bytes: several where one was rewritten, or is of two servers. */
  withIdentity(identity: string): FileRecord[] {
    return this.#records(this.#byIdentity.get(identity));
  }

  /** The files last read at a path: several where another log came under an old name. */
  atPath(path: string): FileRecord[] {
    return this.#records(this.#byPath.get(path));
  }

  #records(ids: ReadonlySet<number> | undefined): FileRecord[] {
    return [...(ids ?? [])].flatMap((id) => this.#byId.get(id) ?? []);
  }
}

function add(map: Map<string, Set<number>>, key: string, id: number): void {
  const ids = map.get(key);
  if (ids === undefined) map.set(key, new Set([id]));
  else ids.add(id);
}
