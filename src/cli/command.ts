import type { Command } from 'commander';

export type OutputStream = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
export type InputStream = NodeJS.ReadableStream & { isTTY?: boolean };

export interface Streams {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly stdin: InputStream;
}

/** What a command gets from `main.ts` instead of touching the process itself. */
export interface Context extends Streams {
  /** Data. */
  readonly stdout: OutputStream;
  /** Talk to a person; nothing arrives there under `--quiet`. */
  readonly stderr: OutputStream;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** The clock; tests freeze it. */
  readonly now: () => Date;
  /** Aborted by Ctrl-C: stop at once and leave nothing half-done. */
  readonly signal: AbortSignal;
  /** Whether text for a person may be coloured (`--color`, NO_COLOR, a terminal). */
  readonly color: { readonly stdout: boolean; readonly stderr: boolean };
  /**
   * Prints an error as `main.ts` would and goes on, also under `--quiet`: for what failed in part.
   * The command then returns 1.
   */
  readonly complain: (error: unknown) => void;
}

/**
 * The options every command has, as they arrive in `options`.
 *
 * @public
 */
export interface GlobalOptions {
  /** `--db`, else `$EASEL_DB`, else `easel.duckdb`; relative to `cwd`. */
  readonly db: string;
  /** True where the output is asked for as JSON; a declared `--format` then is `json` too. */
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly debug?: boolean;
}

/**
 * `src/cli/commands/<verb>.ts` exports one of these as default; the file's name is the verb and
 * nothing is registered: commands are found by listing the folder.
 */
export interface CommandModule {
  /** One line for `easel --help`. */
  readonly summary: string;
  /** False where no warehouse is looked at: then `--db`, taken everywhere, is no part of the help. */
  readonly usesWarehouse?: boolean;
  /** Declares arguments and options on `command`; the global ones (`--db`, `--json`, ...) are there. */
  configure(command: Command): void;
  /**
   * Does the work and returns the exit code (docs/definitions.md, "Exit codes"). Throws `AppError` or
   * `UsageError`; anything else thrown is a defect. `options` holds the `GlobalOptions` too.
   */
  run(
    context: Context,
    args: readonly string[],
    options: Readonly<Record<string, unknown>>,
  ): Promise<number>;
  /**
   * True where the command parses its own argv (Log Parser's switches are not commander's): `args`
   * is then everything after the verb, untouched, and `options` what stood before the verb.
   */
  readonly rawArguments?: boolean;
}
