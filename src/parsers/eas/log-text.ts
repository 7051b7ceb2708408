import { urlDecode } from './url-decode.ts';

export interface LogPiece {
  readonly name: string;
  /** As logged. */
  readonly value: string;
  readonly colon: boolean;
}

/**
 * The `_`-separated tokens of a `Log=` text in their order: `Hb600` and `Hb:600` -> Hb, 600; `SC1:1` ->
 * SC1, 1; `TmRcv06:53:38.4` -> TmRcv, 06:53:38.4. A piece without a name is named by itself.
 */
export function parseLogText(text: string): LogPiece[] {
  const pieces: LogPiece[] = [];
  for (const piece of text.split('_')) {
    if (piece === '') continue;
    const named = /^([A-Za-z]+1?):(.*)$/s.exec(piece);
    if (named) {
      pieces.push({ name: named[1] ?? '', value: named[2] ?? '', colon: true });
      continue;
    }
    const direct = /^([A-Za-z]+)(.*)$/s.exec(piece);
    pieces.push(
      direct
        ? { name: direct[1] ?? '', value: direct[2] ?? '', colon: false }
        : { name: piece, value: '', colon: false },
    );
  }
  return pieces;
}

/** The value of the first of `names` that is a whole number, as its digits. */
export function numberToken(pieces: readonly LogPiece[], ...names: string[]): string | undefined {
  return pieces.find(
    ({ name, value, colon }) =>
      names.includes(name) && /^-?[0-9]+$/.test(value) && (colon || !name.endsWith('1')),
  )?.value;
}

/** The value of the first token called `name` that has a text after its colon, URL-decoded. */
export function textToken(pieces: readonly LogPiece[], name: string): string | undefined {
  const piece = pieces.find((one) => one.name === name && one.colon && one.value !== '');
  return piece === undefined ? undefined : urlDecode(piece.value);
}

/** Exchange 2003 writes counters by position: `V4TEmSNC:0A0C0D0FS:1A0C0D0SP:2C14I...1740H0P`. */
export function parse2003(text: string): { version?: string; heartbeat?: string } | undefined {
  const head = /^V(NA|[0-9]+)T(?:Em|Co|Ca|Ta|NA)S/.exec(text);
  if (!head) return undefined;
  const version = versions2003[head[1] ?? ''];
  const counters = /P:(?:[0-9]+[A-GI-Z])*([0-9]+)H/.exec(text);
  return {
    ...(version === undefined ? {} : { version }),
    ...(counters?.[1] === undefined ? {} : { heartbeat: counters[1] }),
  };
}

/** The version numbers of Exchange 2003's counters. */
export const versions2003: Readonly<Record<string, string>> = Object.freeze({
  1: '1.0',
  2: '2.0',
  3: '2.1',
  4: '2.5',
});
