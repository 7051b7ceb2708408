import { pipeline, Readable, type Transform } from 'node:stream';
import zlib from 'node:zlib';
import { Decompress } from 'fzstd';
import { Bytes } from './bytes.ts';

/** zstd of Node, from 22.15 and 23.8 on: unlike fzstd it verifies the checksums, and it is faster. */
const { createZstdDecompress } = zlib as typeof zlib & {
  createZstdDecompress?: (options: object) => Transform;
};
/** `ZSTD_d_windowLogMax`, and the most it takes: archives made with `--long=31` are read too. */
const anyWindow = { 100: 31 };

export function isZstdFrame(start: Buffer): boolean {
  return start.length === 4 && start.readUInt32LE(0) === 0xfd2fb528;
}

/** A frame of what is not content: pzstd writes one before each of its own. */
export function isSkippedFrame(start: Buffer): boolean {
  return start.length === 4 && start.readUInt32LE(0) >>> 4 === 0x184d2a5;
}

/** The content of zstd frames that stand one behind the other; NULs may pad the end. */
export async function* unzstd(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const bytes = new Bytes(chunks);
  try {
    for (;;) {
      const start = await bytes.upTo(4);
      if (start.length === 0) return;
      if (isZstdFrame(start)) yield* unpackFrame(frame(start, bytes));
      else if (isSkippedFrame(start)) await passOver((await bytes.take(4)).readUInt32LE(0), bytes);
      else await expectPadding(start, bytes);
    }
  } finally {
    await bytes.close();
  }
}

async function passOver(count: number, bytes: Bytes): Promise<void> {
  const step = 65_536;
  for (let left = count; left > 0; left -= step) await bytes.take(Math.min(left, step));
}

async function expectPadding(start: Buffer, bytes: Bytes): Promise<void> {
  for (let part = start; part.length > 0; part = await bytes.upTo(65_536)) {
    if (part.some((byte) => byte !== 0)) throw new Error('other data behind the last zstd frame');
  }
}

/**
 * The bytes of one frame (RFC 8878, section 3.1.1), block by block. Decoders get each frame by itself:
 * that of Node takes the end of the first for the end of the file.
 */
async function* frame(magic: Buffer, bytes: Bytes): AsyncGenerator<Buffer> {
  const flags = await bytes.take(1);
  const flag = flags[0] ?? 0;
  const isSingle = (flag & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][flag & 3] ?? 0;
  const size = [isSingle ? 1 : 0, 2, 4, 8][flag >> 6] ?? 0;
  const rest = await bytes.take((isSingle ? 0 : 1) + dictionary + size);
  yield Buffer.concat([magic, flags, rest]);
  for (let isLast = false; !isLast;) {
    const start = await bytes.take(3);
    const block = start.readUIntLE(0, 3);
    isLast = (block & 1) !== 0;
    // Of a run of one byte the size is how often it comes.
    const isRun = (block & 6) === 2;
    yield Buffer.concat([start, await bytes.take(isRun ? 1 : block >> 3)]);
  }
  if ((flag & 4) !== 0) yield await bytes.take(4);
}

function unpackFrame(parts: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  if (createZstdDecompress === undefined) return withFzstd(parts);
  const decoder = createZstdDecompress({ params: anyWindow, chunkSize: 1 << 18 });
  return pipeline(Readable.from(parts, { highWaterMark: 2 }), decoder, () => undefined);
}

async function* withFzstd(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const ready: Buffer[] = [];
  const decoder = new Decompress((chunk) => {
    ready.push(Buffer.from(chunk));
  });
  for await (const part of parts) {
    decoder.push(new Uint8Array(part));
    yield* ready.splice(0);
  }
  decoder.push(new Uint8Array(0), true);
  yield* ready;
}
