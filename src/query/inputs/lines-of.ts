import { createReadStream } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { codepageName } from '../outputs/codepages.ts';

export interface DecodeOptions {
  /** `iCodepage`: 0 the system's (UTF-8), -2 found out, -1 UTF-16, else a Windows code page. */
  readonly codepage: number;
  /** Bytes to read; what is appended meanwhile is for the next run. */
  readonly size?: number;
  /** Leaves out a last line without a line end. */
  readonly wholeLines?: boolean;
  readonly signal: AbortSignal;
}

/**
 * The lines of a file, decoded, without their line ends (LF, CRLF or a lone CR). A byte order mark
 * wins over the code page; text that is no UTF-8 where UTF-8 is assumed is Windows-1252.
 */
export async function* linesOf(file: string, options: DecodeOptions): AsyncGenerator<string> {
  let rest = '';
  for await (const text of textOf(file, options)) {
    const block = rest + text;
    const lines = block.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (options.wholeLines === true && !rest.endsWith('\r')) return;
  if (rest.endsWith('\r')) rest = rest.slice(0, -1);
  if (rest !== '') yield rest;
}

/** The decoded text of a file in blocks. */
export async function* textOf(file: string, options: DecodeOptions): AsyncGenerator<string> {
  const encoding = await encodingOf(file, options.codepage);
  const decoder = new TextDecoder(encoding);
  const stream = createReadStream(file, {
    highWaterMark: 1 << 20,
    ...(options.size === undefined || options.size === 0 ? {} : { end: options.size - 1 }),
    signal: options.signal,
  });
  for await (const chunk of stream) {
    const text = decoder.decode(chunk as Buffer, { stream: true });
    if (text !== '') yield text;
  }
  const tail = decoder.decode();
  if (tail !== '') yield tail;
}

const sampleBytes = 1 << 20;

async function encodingOf(file: string, codepage: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
    if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
    if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
    if (codepage !== 0 && codepage !== -2) return codepageName(codepage);
    return isUtf8(wholeCharacters(head)) ? 'utf-8' : 'windows-1252';
  } finally {
    await handle.close();
  }
}

/** `bytes` without a character that the end cuts in two. */
export function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= 4 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) {
      const width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return width > back ? bytes.subarray(0, bytes.length - back) : bytes;
    }
  }
  return bytes;
}
