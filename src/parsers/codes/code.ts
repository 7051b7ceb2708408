/** What kind of thing a code is: the first word of every explanation. */
export type CodeKind =
  | 'http'
  | 'substatus'
  | 'win32'
  | 'status'
  | 'support'
  | 'event'
  | 'token'
  | 'error'
  | 'access'
  | 'policy'
  | 'wipe'
  | 'command'
  | 'setting'
  | 'phrase';

/** One thing that can be explained. */
export interface Code {
  readonly kind: CodeKind;
  /** As it is written: `401.2`, `Sync:3`, `0x85010004`, `PingCollisionDetected`. */
  readonly code: string;
  readonly name?: string;
  readonly meaning: string;
  /** What to do about it; absent where there is nothing to do. */
  readonly action?: string;
}

/** Rows of `[code, name, meaning, action]` as codes of one kind. */
export function codesOf(
  kind: CodeKind,
  rows: readonly (readonly [code: string, name: string, meaning: string, action?: string])[],
): readonly Code[] {
  return Object.freeze(
    rows.map(([code, name, meaning, action]) =>
      Object.freeze({
        kind,
        code,
        ...(name === '' ? {} : { name }),
        meaning,
        ...(action === undefined ? {} : { action }),
      }),
    ),
  );
}
