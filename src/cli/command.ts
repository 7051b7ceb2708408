import type { Command } from 'commander';

/** What a command gets from `main.ts` instead of touching the process itself. */
export interface Context {
  readonly stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  readonly stderr: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  readonly stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** The clock; tests freeze it. */
  readonly now: () => Date;
  /** Aborted by Ctrl-C: stop at once and leave nothing half-done. */
  readonly signal: AbortSignal;
}

/**
 * `src/cli/commands/<verb>.ts` exports one of these as default; the file's name is the verb and
 * `src/cli/verbs.ts` is not edited by hand: commands are found by listing the folder.
 */
export interface CommandModule {
  /** One line for `easel --help`. */
  readonly summary: string;
  /** Declares arguments and options on `command`; the global ones (`--db`, `--json`, ...) are there. */
  configure(command: Command): void;
  /**
   * Does the work and returns the exit code (contract.md section 1). Throws `AppError` or
   * `UsageError`; anything else thrown is a defect.
   */
  run(
    context: Context,
    args: readonly string[],
    options: Readonly<Record<string, unknown>>,
  ): Promise<number>;
  /** True where the command parses its own argv (Log Parser's switches are not commander's). */
  readonly rawArguments?: boolean;
}
