/** Where in a text an error lies; lines and columns count from 1. */
export interface Position {
  readonly source: string;
  readonly line: number;
  readonly column: number;
  /** The text of that line, shown above the caret. */
  readonly text?: string;
  readonly length?: number;
}

export interface AppErrorOptions {
  /** What the reader can do next, in one sentence. */
  readonly hint?: string;
  readonly position?: Position;
  readonly cause?: unknown;
}

/**
 * An error a person is meant to read: `message` says what and why, `hint` what to do next.
 * Only `src/cli` prints it and turns it into an exit code (docs/definitions.md, "Exit codes").
 */
export class AppError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly position: Position | undefined;

  constructor(code: string, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = options.hint;
    this.position = options.position;
  }

  /** 1 = failed. */
  get exitCode(): number {
    return 1;
  }
}

/** The command line was wrong: exit code 2. */
export class UsageError extends AppError {
  override get exitCode(): number {
    return 2;
  }
}
