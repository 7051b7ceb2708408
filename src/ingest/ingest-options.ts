import type { Config } from '../models/config.ts';
import type { Filter } from './filter.ts';
import type { LockOptions } from './lock.ts';
import type { DateOrder } from '../parsers/exports/culture-dates.ts';

export interface IngestOptions extends LockOptions {
  readonly warehouse: string;
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly filter: Filter;
  readonly formatName?: string;
  readonly server?: string;
  /** What easel.yaml calls the server of the file at a path. */
  readonly configuredServer?: (path: string) => string | undefined;
  /** The zone of local times in the file at a path. */
  readonly zoneOf?: (path: string) => string | undefined;
  readonly dates?: DateOrder;
  /** UTC, as DuckDB writes it. */
  readonly asOf?: string;
  readonly keepQuery?: boolean;
  /** Kept in the warehouse for its views. */
  readonly config?: Config;
  readonly final?: boolean;
  /** Read and count, but keep nothing. */
  readonly dryRun?: boolean;
  readonly now?: () => Date;
  readonly onProgress?: (progress: IngestProgress) => void;
  /** All files are read: what reports ask of all requests is worked out now. */
  readonly onCounting?: () => void;
}

export interface IngestProgress {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly file: string;
}
