import zlib from 'node:zlib';
import { counted } from '../counted.ts';
import { Bytes, endOfFile } from './bytes.ts';

export function isGzip(start: Buffer): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/**
 * The content of gzip members (RFC 1952) that stand one behind the other, whatever NULs lie between and
 * behind them. What else stands behind them is left out and told of, as gzip(1) does; Node's own decoder
 * takes it for damage, and ends at the first NUL.
 * @throws Error where a member is cut or its checksum is wrong
 */
export async function* gunzip(
  chunks: AsyncIterable<Buffer>,
  tell: (note: string) => void,
): AsyncGenerator<Buffer> {
  const bytes = new Bytes(chunks);
  try {
    await bytes.take(2);
    do yield* member(bytes);
    while (await isFollowed(bytes, tell));
  } finally {
    await bytes.close();
  }
}

/** One member, from behind the two bytes that tell that it is one. */
async function* member(bytes: Bytes): AsyncGenerator<Buffer> {
  await passOverHeader(bytes);
  let [checksum, size] = [0, 0];
  for await (const chunk of inflated(bytes)) {
    checksum = zlib.crc32(chunk, checksum);
    // Counted modulo 2^32, as it is stored.
    size = (size + chunk.length) >>> 0;
    yield chunk;
  }
  const stored = await bytes.take(8);
  if (stored.readUInt32LE(0) !== checksum) throw new Error('the checksum is wrong');
  if (stored.readUInt32LE(4) !== size) throw new Error('the length is wrong');
}

async function passOverHeader(bytes: Bytes): Promise<void> {
  const fixed = await bytes.take(8);
  const [method, flags] = [fixed.readUInt8(0), fixed.readUInt8(1)];
  if (method !== 8) throw new Error(`unknown compression method ${method}`);
  if ((flags & 0xe0) !== 0) throw new Error('unknown flags in its header');
  if ((flags & 4) !== 0) await bytes.take((await bytes.take(2)).readUInt16LE(0));
  if ((flags & 8) !== 0) await passOverText(bytes);
  if ((flags & 16) !== 0) await passOverText(bytes);
  if ((flags & 2) !== 0) await bytes.take(2);
}

/** A name or a comment: it ends with a NUL. */
async function passOverText(bytes: Bytes): Promise<void> {
  for (let end = -1; end < 0;) {
    const chunk = await bytes.some();
    if (chunk.length === 0) throw endOfFile();
    end = chunk.indexOf(0);
    if (end >= 0) bytes.giveBack(chunk.subarray(end + 1));
  }
}

/** What one deflate stream holds; `bytes` stand behind it afterwards. */
async function* inflated(bytes: Bytes): AsyncGenerator<Buffer> {
  const decoder = zlib.createInflateRaw({ chunkSize: 1 << 20 });
  const closed = new Promise<void>((done) => decoder.once('close', done));
  let last: Buffer = Buffer.alloc(0);
  let given = 0;
  const feed = async (): Promise<void> => {
    // What it leaves of a chunk stands behind the end.
    while (decoder.bytesWritten === given && !decoder.destroyed) {
      last = await bytes.some();
      given += last.length;
      if (last.length === 0) {
        decoder.end();
        return;
      }
      const taken = new Promise<void>((done) => decoder.write(last, () => done()));
      await Promise.race([taken, closed]);
    }
  };
  const feeding = feed().catch((error: unknown) => decoder.destroy(error as Error));
  try {
    for await (const chunk of decoder) yield chunk as Buffer;
  } finally {
    decoder.destroy();
    await feeding;
    bytes.giveBack(last.subarray(last.length - (given - decoder.bytesWritten)));
  }
}

/** Passes over NULs and the start of a further member; false where none stands behind them. */
async function isFollowed(bytes: Bytes, tell: (note: string) => void): Promise<boolean> {
  await passOverNuls(bytes);
  const start = await bytes.upTo(2);
  if (start.length === 0 || isGzip(start)) return start.length > 0;
  let count = start.length;
  for (let rest = await bytes.some(); rest.length > 0; rest = await bytes.some()) {
    count += rest.length;
  }
  tell(`${counted(count, 'byte')} behind the end of its gzip data left out`);
  return false;
}

async function passOverNuls(bytes: Bytes): Promise<void> {
  for (let chunk = await bytes.some(); chunk.length > 0; chunk = await bytes.some()) {
    const written = chunk.findIndex((byte) => byte !== 0);
    if (written < 0) continue;
    bytes.giveBack(chunk.subarray(written));
    return;
  }
}
