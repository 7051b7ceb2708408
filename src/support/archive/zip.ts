import zlib from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { AppError } from '../errors.ts';
import { damaged, unpacked, type Tell } from './unpack.ts';
import { unzstd } from './zstd.ts';

/** A file in a zip archive. */
export interface ZipMember {
  /** Below the archive, with slashes; no other member has it. */
  readonly name: string;
  /** Bytes it takes in the archive. */
  readonly size: number;
  readonly crc32: number;
  readonly modifiedAt: Date;
  /**
   * Its content, unpacked once more where it was compressed before.
   * @throws AppError `damaged-archive`, `unknown-compression`
   */
  read(tell: Tell): AsyncIterable<Buffer>;
}

/**
 * The files in a zip archive, by name.
 * @throws AppError `damaged-archive`
 */
export async function zipMembers(file: string): Promise<ZipMember[]> {
  const members: ZipMember[] = [];
  const names = new Set<string>();
  const zip = await openZip(file);
  try {
    for await (const entry of entries(zip)) {
      const stored = storedName(entry);
      if (stored.endsWith('/') || isOfMac(stored)) continue;
      const name = nameOfItsOwn(nameBelow(stored), names);
      members.push({
        name,
        size: entry.compressedSize,
        crc32: entry.crc32,
        modifiedAt: entry.getLastModDate({ timezone: 'UTC' }),
        read: (tell) => unpacked(`${file}/${name}`, content(file, name, entry), tell),
      });
    }
  } catch (error) {
    throw damaged(file, error);
  } finally {
    zip.close();
  }
  return members.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** As the archive has it, with slashes: some archivers of Windows write backslashes. */
function storedName({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

/** What macOS packs beside the files: their attributes, and how a folder is shown. */
function isOfMac(stored: string): boolean {
  return /^__MACOSX\/|(?:^|\/)(?:\._[^/]*|\.DS_Store)$/.test(stored);
}

/**
 * The name below the archive: logs are packed with their whole path too (`C:/inetpub/logs/x.log`), or
 * seen from another folder (`../x.log`).
 */
function nameBelow(stored: string): string {
  const parts = stored.replace(/^[a-z]:/i, '').split('/');
  return parts.filter((part) => !['', '.', '..'].includes(part)).join('/');
}

/** `x (2).log` for the second `x.log`: archives take it, and drives and `..` part what is below no more. */
function nameOfItsOwn(name: string, names: Set<string>): string {
  let own = name;
  for (let n = 2; names.has(own); n++) own = name.replace(/(\.[^./]*)?$/, ` (${n})$1`);
  names.add(own);
  return own;
}

async function* content(file: string, name: string, entry: Entry): AsyncGenerator<Buffer> {
  const obstacle = obstacleOf(entry);
  if (obstacle !== undefined) {
    throw new AppError('unknown-compression', `cannot unpack ${file}/${name}: ${obstacle}`, {
      hint: 'unpack it first, with the program that packed it',
    });
  }
  const zip = await openZip(file);
  try {
    const isZstd = entry.compressionMethod === zstdMethod;
    const stream = (await streamOf(zip, entry, isZstd)) as AsyncIterable<Buffer>;
    let checksum = 0;
    for await (const chunk of isZstd ? unzstd(stream) : stream) {
      checksum = zlib.crc32(chunk, checksum);
      yield chunk;
    }
    if (checksum !== entry.crc32) throw new Error('the checksum is wrong');
  } catch (error) {
    throw damaged(`${file}/${name}`, error);
  } finally {
    zip.close();
  }
}

const zstdMethod = 93;
/** By APPNOTE.TXT, 4.4.5. */
const foreignMethods: Readonly<Record<number, string>> = {
  9: 'Deflate64, as Windows packs files of more than 2 GB,',
  12: 'bzip2',
  14: 'LZMA',
  95: 'XZ',
  98: 'PPMd',
};

/** Why a member cannot be unpacked here. */
function obstacleOf(entry: Entry): string | undefined {
  if (entry.isEncrypted()) return 'it is encrypted';
  const { compressionMethod: method } = entry;
  if ([0, 8, zstdMethod].includes(method)) return undefined;
  return `${foreignMethods[method] ?? `compression method ${method}`} is not read`;
}

function openZip(file: string): Promise<ZipFile> {
  return new Promise((done, fail) => {
    // Decoding the names itself, it refuses the archive for one name that leads out of it: nothing is
    // written under these names here.
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
    yauzl.open(file, options, (error, zip) => {
      if (error === null) done(zip);
      else fail(damaged(file, error));
    });
  });
}

async function* entries(zip: ZipFile): AsyncGenerator<Entry> {
  for (let read = 0; read < zip.entryCount; read++) {
    yield await new Promise<Entry>((done, fail) => {
      const settle = (act: () => void): void => {
        zip.removeAllListeners('entry');
        zip.removeAllListeners('error');
        act();
      };
      zip.once('entry', (entry: Entry) => settle(() => done(entry)));
      zip.once('error', (error: Error) => settle(() => fail(error)));
      zip.readEntry();
    });
  }
}

function streamOf(zip: ZipFile, entry: Entry, isRaw: boolean): Promise<NodeJS.ReadableStream> {
  return new Promise((done, fail) => {
    zip.openReadStream(entry, isRaw ? { decodeFileData: false } : {}, (error, stream) => {
      if (error === null) done(stream);
      else fail(error);
    });
  });
}
