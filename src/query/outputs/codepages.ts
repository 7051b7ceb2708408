import { UsageError } from '../../support/errors.ts';

const names: Readonly<Record<number, string>> = {
  [-1]: 'utf-16le',
  0: 'utf-8',
  437: 'ibm437',
  850: 'ibm850',
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1200: 'utf-16le',
  1201: 'utf-16be',
  20127: 'utf-8',
  20866: 'koi8-r',
  21866: 'koi8-u',
  28591: 'iso-8859-1',
  28592: 'iso-8859-2',
  28595: 'iso-8859-5',
  28597: 'iso-8859-7',
  28599: 'windows-1254',
  28605: 'iso-8859-15',
  50220: 'iso-2022-jp',
  51932: 'euc-jp',
  54936: 'gb18030',
  65001: 'utf-8',
};

/** The IANA name of a Windows code page; 0 (the system's) is UTF-8 here. */
export function codepageName(codepage: number): string {
  const name = codepage >= 1250 && codepage <= 1258 ? `windows-${codepage}` : names[codepage];
  if (name === undefined || !isSupported(name)) {
    throw new UsageError('unknown-codepage', `code page ${codepage} is not supported`, {
      hint: 'Use 65001 (UTF-8), -1 (UTF-16), 1250 to 1258, 932, 936, 949, 950, 866 or 28591.',
    });
  }
  return name;
}

function isSupported(name: string): boolean {
  try {
    new TextDecoder(name);
    return true;
  } catch {
    return false;
  }
}

export type Encode = (text: string) => Buffer;

/** Text to bytes in a code page. What the page lacks becomes `?`, as Windows does. */
export function encoder(codepage: number): Encode {
  const name = codepageName(codepage);
  if (name === 'utf-8') return (text) => Buffer.from(text, 'utf8');
  if (name === 'utf-16le') return (text) => Buffer.from(text, 'utf16le');
  if (name === 'utf-16be') return (text) => Buffer.from(text, 'utf16le').swap16();
  const table = name === 'iso-8859-1' ? latin1() : inverseOf(name);
  return (text) => {
    const bytes: number[] = [];
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0;
      if (code < 0x80) bytes.push(code);
      else bytes.push(...(table.get(character) ?? [0x3f]));
    }
    return Buffer.from(bytes);
  };
}

/** What a new file in this code page begins with: UTF-16 has a byte order mark. */
export function byteOrderMark(codepage: number): string {
  return codepageName(codepage).startsWith('utf-16') ? '\ufeff' : '';
}

/** Node decodes every code page but encodes three: the table is the decoder turned round. */
function inverseOf(name: string): Map<string, readonly number[]> {
  const decoder = new TextDecoder(name, { fatal: true });
  // Node 20 takes Windows-1252 for Latin-1 until a decoder was asked for a stream (nodejs/node#60888).
  decoder.decode(new Uint8Array(), { stream: true });
  const table = new Map<string, readonly number[]>();
  const add = (...bytes: number[]): boolean => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if (Array.from(text).length !== 1) return false;
      if (!table.has(text)) table.set(text, bytes);
      return true;
    } catch {
      return false;
    }
  };
  for (let lead = 0x80; lead < 0x100; lead++) {
    if (add(lead)) continue;
    for (let trail = 0x30; trail < 0xff; trail++) add(lead, trail);
  }
  return table;
}

/** Of the decoders, `iso-8859-1` means Windows-1252; Latin-1 has controls from 0x80 to 0x9f. */
function latin1(): Map<string, readonly number[]> {
  const bytes = Array.from({ length: 0x80 }, (_, index) => 0x80 + index);
  return new Map(bytes.map((byte) => [String.fromCharCode(byte), [byte]]));
}
