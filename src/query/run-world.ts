import type { RawResult } from '../duckdb/raw-result.ts';
import type { MakeGrid } from './outputs/datagrid.ts';
import type { OwnFormat } from './run-formats.ts';

type OutputStream = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/** What a run needs of the process; the commands fill it in. */
export interface RunWorld {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Prints and defaults as Log Parser did: the bin `logparser`. */
  readonly isLegacy: boolean;
  /** The warehouse and whether somebody named it. */
  readonly warehouse: { readonly file: string; readonly isNamed: boolean };
  readonly limits: {
    readonly memory: string;
    readonly threads: number;
    readonly timeoutMs?: number;
  };
  /** Writes a result in one of easel's own formats, to a file or to stdout. */
  readonly writeOwn: (format: OwnFormat, out: string | undefined, raw: RawResult) => Promise<void>;
  /** The page of DATAGRID; `query` is what the page says it answers. */
  readonly makeGrid: (query: string) => MakeGrid;
}
