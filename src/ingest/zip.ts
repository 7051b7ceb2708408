import { stat } from 'node:fs/promises';
import path from 'node:path';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { damaged, unpacked } from './compression.ts';
import { skip, stampOf, type LogSource } from './source.ts';

/** The members of a zip archive, each a file of its own: `logs.zip/u_ex240501.log`. */
export async function zipSources(file: string, root: string): Promise<LogSource[]> {
  const info = await stat(file, { bigint: true });
  const stamp = stampOf(info);
  const whole = path.resolve(file);
  const sources: LogSource[] = [];
  const zip = await openZip(file);
  try {
    for await (const entry of entries(zip)) {
      const stored = storedName(entry);
      if (stored.endsWith('/') || isOfMac(stored)) continue;
      const name = nameBelow(stored);
      sources.push({
        path: `${whole}/${name}`,
        root,
        compressed: true,
        size: entry.compressedSize,
        stamp: `${stamp} ${entry.crc32}`,
        modifiedAt: entry.getLastModDate({ timezone: 'UTC' }),
        read: (offset) => skip(unpacked(`${file}/${name}`, member(file, name, entry)), offset),
      });
    }
  } catch (error) {
    throw damaged(file, error);
  } finally {
    zip.close();
  }
  return sources.sort((a, b) => (a.path < b.path ? -1 : 1));
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
  return parts.filter((part) => part !== '' && part !== '..').join('/');
}

async function* member(file: string, name: string, entry: Entry): AsyncGenerator<Buffer> {
  const zip = await openZip(file);
  try {
    for await (const chunk of await streamOf(zip, entry)) yield chunk as Buffer;
  } catch (error) {
    throw damaged(`${file}/${name}`, error);
  } finally {
    zip.close();
  }
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

function streamOf(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((done, fail) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null) done(stream);
      else fail(error);
    });
  });
}
