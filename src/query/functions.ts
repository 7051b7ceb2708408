import type { FunctionRow } from './function-row.ts';
import { addOrSubtract, ofFirstType, quantize } from './functions/arithmetic.ts';
import { toHexadecimal, toInteger, toReal, toText } from './functions/conversion.ts';
import { easFunctions } from './functions/eas.ts';
import { extractPrefix, extractSuffix, extractToken, extractValue } from './functions/extract.ts';
import {
  foldHexToInteger,
  hexToAscii,
  hexToInteger,
  hexToPrintable,
  hexToWords,
} from './functions/hexadecimal.ts';
import {
  coalesce,
  hashSequence,
  inRowNumber,
  outRowNumber,
  replaceIfNotNull,
  runtime,
  sequence,
} from './functions/system.ts';
import {
  concatenate,
  countOccurrences,
  fileExtension,
  fileName,
  filePath,
  foldCountOccurrences,
  foldFileExtension,
  foldFileName,
  foldFilePath,
  foldIndexOf,
  foldRot13,
  foldSubstring,
  indexOf,
  lastIndexOf,
  replaceCharacters,
  rot13,
  substring,
  urlEscape,
  urlUnescape,
} from './functions/text.ts';
import {
  restrict,
  shiftZone,
  systemOffset,
  systemTime,
  timestampConstant,
  toTimestamp,
} from './functions/time.ts';
import { win32ErrorDescription } from './functions/win32-error.ts';
import { regexp } from './functions/regexp.ts';
import { constantValue } from './function-row.ts';

/**
 * The functions of the dialect, a row each, under their names in upper case. `sql` gives DuckDB's
 * SQL for that of the arguments; every row has a case file in `test/query/cases/functions`.
 */
export const functions: Readonly<Record<string, FunctionRow>> = Object.freeze({
  ADD: {
    group: 'arithmetic',
    parameters: 'a ANY, b ANY',
    result: 'SAME',
    make: addOrSubtract('ADD'),
    doc: 'The sum of two numbers or timestamps; two texts are joined.',
  },
  SUB: {
    group: 'arithmetic',
    parameters: 'a ANY, b ANY',
    result: 'SAME',
    make: addOrSubtract('SUB'),
    doc: 'The difference of two numbers or timestamps (an interval counts from year 0); of a text the beginning it shares with the second.',
  },
  MUL: {
    group: 'arithmetic',
    parameters: 'a INTEGER|REAL, b INTEGER|REAL',
    result: 'SAME',
    make: ofFirstType('MUL'),
    doc: 'The product, in the type of the first argument.',
  },
  DIV: {
    group: 'arithmetic',
    parameters: 'a INTEGER|REAL, b INTEGER|REAL',
    result: 'SAME',
    make: ofFirstType('DIV'),
    doc: 'The quotient, in the type of the first argument (INTEGER is cut off); NULL for division by 0.',
  },
  MOD: {
    group: 'arithmetic',
    parameters: 'a INTEGER|REAL, b INTEGER|REAL',
    result: 'SAME',
    make: ofFirstType('MOD'),
    doc: 'The remainder of a division, with the sign of the first argument; NULL for division by 0.',
  },
  BIT_AND: {
    group: 'arithmetic',
    parameters: 'a INTEGER, b INTEGER',
    result: 'INTEGER',
    sql: (a, b) => `(${a} & ${b})`,
    fold: (a: bigint, b: bigint) => a & b,
    doc: 'The bits set in both.',
  },
  BIT_OR: {
    group: 'arithmetic',
    parameters: 'a INTEGER, b INTEGER',
    result: 'INTEGER',
    sql: (a, b) => `(${a} | ${b})`,
    fold: (a: bigint, b: bigint) => a | b,
    doc: 'The bits set in one of them.',
  },
  BIT_XOR: {
    group: 'arithmetic',
    parameters: 'a INTEGER, b INTEGER',
    result: 'INTEGER',
    sql: (a, b) => `xor(${a}, ${b})`,
    fold: (a: bigint, b: bigint) => a ^ b,
    doc: 'The bits set in exactly one of them.',
  },
  BIT_NOT: {
    group: 'arithmetic',
    parameters: 'a INTEGER',
    result: 'INTEGER',
    sql: (a) => `(~${a})`,
    fold: (a: bigint) => ~a,
    doc: 'All bits turned over.',
  },
  BIT_SHL: {
    group: 'arithmetic',
    parameters: 'a INTEGER, bits INTEGER',
    result: 'INTEGER',
    // DuckDB's << refuses to lose bits; 64-bit registers do not.
    sql: (a, n) =>
      `case when ${n} = 0 then ${a} when ${n} between 1 and 63 then ((${a} & ((1::bigint << (63 - ${n})::integer) - 1)) << ${n}::integer) + if((${a} >> (63 - ${n})::integer) & 1 = 1, (-9223372036854775807 - 1), 0) else 0 end`,
    fold: (a: bigint, n: bigint) => (n >= 0n && n <= 63n ? BigInt.asIntN(64, a << n) : 0n),
    doc: 'The bits moved to the left; what leaves 64 bits is lost.',
  },
  BIT_SHR: {
    group: 'arithmetic',
    parameters: 'a INTEGER, bits INTEGER',
    result: 'INTEGER',
    sql: (a, n) => `case when ${n} between 0 and 63 then ${a} >> ${n}::integer else 0 end`,
    fold: (a: bigint, n: bigint) => (n >= 0n && n <= 63n ? a >> n : 0n),
    doc: 'The bits moved to the right; the sign stays.',
  },
  EXP: {
    group: 'arithmetic',
    parameters: 'x INTEGER|REAL',
    result: 'REAL',
    sql: (x) => `try(exp(${x}))`,
    doc: 'e to the power of x.',
  },
  EXP10: {
    group: 'arithmetic',
    parameters: 'x INTEGER|REAL',
    result: 'REAL',
    sql: (x) => `try(pow(10::double, ${x}))`,
    doc: '10 to the power of x.',
  },
  LOG: {
    group: 'arithmetic',
    parameters: 'x INTEGER|REAL',
    result: 'REAL',
    mayBeNull: true,
    sql: (x) => `case when ${x} > 0 then ln(${x}) end`,
    doc: 'The natural logarithm; NULL for 0 and less.',
  },
  LOG10: {
    group: 'arithmetic',
    parameters: 'x INTEGER|REAL',
    result: 'REAL',
    mayBeNull: true,
    sql: (x) => `case when ${x} > 0 then log10(${x}) end`,
    doc: 'The logarithm to base 10; NULL for 0 and less.',
  },
  SQR: {
    group: 'arithmetic',
    parameters: 'x INTEGER|REAL',
    result: 'SAME',
    mayBeNull: true,
    sql: (x) => `try(${x} * ${x})`,
    fold: (x: bigint | number) => (typeof x === 'number' ? x * x : in64Bits(x * x)),
    doc: 'The square, in the type of the argument.',
  },
  SQRROOT: {
    group: 'arithmetic',
    parameters: 'x INTEGER|REAL',
    result: 'REAL',
    mayBeNull: true,
    sql: (x) => `case when ${x} >= 0 then sqrt(${x}) end`,
    doc: 'The square root; NULL for less than 0.',
  },
  FLOOR: {
    group: 'arithmetic',
    parameters: 'x INTEGER|REAL',
    result: 'REAL',
    sql: (x) => `floor(${x}::double)`,
    doc: 'The next whole number below, as REAL.',
  },
  ROUND: {
    group: 'arithmetic',
    parameters: 'x INTEGER|REAL',
    result: 'REAL',
    sql: (x) => `round(${x}::double)`,
    doc: 'The nearest whole number, halves away from 0, as REAL.',
  },
  QUANTIZE: {
    group: 'arithmetic',
    parameters: 'value INTEGER|REAL|TIMESTAMP, step INTEGER|REAL',
    result: 'SAME',
    make: quantize,
    doc: 'The value cut down to a multiple of the step; of a timestamp to a multiple of seconds.',
  },
  QNTFLOOR_TO_DIGIT: {
    group: 'arithmetic',
    parameters: 'value INTEGER, digits INTEGER',
    result: 'INTEGER',
    sql: (x, n) => `(${x} - ${x} % ${digitPower(x, n)})::bigint`,
    fold: (x: bigint, n: bigint) => x - (x % power10(x, n)),
    doc: 'The value with all but its first digits 0: 178 to one digit is 100.',
  },
  QNTROUND_TO_DIGIT: {
    group: 'arithmetic',
    parameters: 'value INTEGER, digits INTEGER',
    result: 'INTEGER',
    sql: (x, n) =>
      `try_cast((${x} + sign(${x}) * (${digitPower(x, n)} // 2)) // ${digitPower(x, n)} * ${digitPower(x, n)} as bigint)`,
    fold: (x: bigint, n: bigint) => {
      const power = power10(x, n);
      return in64Bits(((x + (x < 0n ? -1n : 1n) * (power / 2n)) / power) * power);
    },
    doc: 'The value rounded to its first digits: 178 to one digit is 200.',
  },

  TO_INT: {
    group: 'conversion',
    parameters: 'value ANY',
    result: 'INTEGER',
    make: toInteger,
    doc: 'A REAL to the nearest INTEGER, a text (decimal or 0x..) or the seconds of a timestamp since year 0; NULL where it cannot be read.',
  },
  TO_REAL: {
    group: 'conversion',
    parameters: 'value ANY',
    result: 'REAL',
    make: toReal,
    doc: 'A number, a text or the seconds of a timestamp since year 0 as REAL; NULL where it cannot be read.',
  },
  TO_STRING: {
    group: 'conversion',
    parameters: 'value ANY, [const format STRING]',
    result: 'STRING',
    make: toText,
    doc: 'A number as text, or a timestamp by a format.',
  },
  TO_HEX: {
    group: 'conversion',
    parameters: 'value INTEGER|STRING',
    result: 'STRING',
    make: toHexadecimal,
    doc: 'An INTEGER with 8 digits, 16 beyond 32 bits; of a text its UTF-16 units.',
  },
  HEX_TO_INT: {
    group: 'conversion',
    parameters: 'hex STRING',
    result: 'INTEGER',
    mayBeNull: true,
    sql: hexToInteger,
    fold: foldHexToInteger,
    doc: 'Up to eight bytes as a number, the first the highest; NULL where it cannot be read.',
  },
  HEX_TO_ASC: {
    group: 'conversion',
    parameters: 'hex STRING',
    result: 'STRING',
    sql: hexToAscii,
    doc: 'Bytes as text: 0x20 to 0x7F, others a dot.',
  },
  HEX_TO_PRINT: {
    group: 'conversion',
    parameters: 'hex STRING',
    result: 'STRING',
    sql: hexToPrintable,
    doc: 'Bytes as text: printable ones, TAB, CR and LF, others a dot.',
  },
  HEX_TO_HEX8: {
    group: 'conversion',
    parameters: 'hex STRING, [bigEndian INTEGER]',
    result: 'STRING',
    sql: hexToWords(1),
    doc: 'Bytes one by one, with blanks between.',
  },
  HEX_TO_HEX16: {
    group: 'conversion',
    parameters: 'hex STRING, [bigEndian INTEGER]',
    result: 'STRING',
    sql: hexToWords(2),
    doc: 'Words of two bytes, the low byte first in the input unless bigEndian is 1.',
  },
  HEX_TO_HEX32: {
    group: 'conversion',
    parameters: 'hex STRING, [bigEndian INTEGER]',
    result: 'STRING',
    sql: hexToWords(4),
    doc: 'Words of four bytes, the low byte first in the input unless bigEndian is 1.',
  },
  TO_TIMESTAMP: {
    group: 'conversion',
    parameters: 'value ANY, [second STRING|TIMESTAMP]',
    result: 'TIMESTAMP',
    make: toTimestamp,
    doc: 'A date and a time joined, a text read by a format (strictly; NULL where it does not fit), or seconds since year 0.',
  },
  TIMESTAMP: {
    group: 'conversion',
    parameters: 'const text STRING, const format STRING',
    result: 'TIMESTAMP',
    make: timestampConstant,
    doc: "A constant: TIMESTAMP('2024-05-01', 'yyyy-MM-dd').",
  },
  TO_DATE: {
    group: 'conversion',
    parameters: 'value TIMESTAMP',
    result: 'TIMESTAMP',
    make: restrict('date'),
    doc: 'The date alone.',
  },
  TO_TIME: {
    group: 'conversion',
    parameters: 'value TIMESTAMP',
    result: 'TIMESTAMP',
    make: restrict('time'),
    doc: 'The time of day alone.',
  },
  TO_LOCALTIME: {
    group: 'conversion',
    parameters: 'value TIMESTAMP',
    result: 'TIMESTAMP',
    make: shiftZone('to-local'),
    doc: 'UTC as local time, by the offset valid at that moment (--tz, else the zone of the system).',
  },
  TO_UTCTIME: {
    group: 'conversion',
    parameters: 'value TIMESTAMP',
    result: 'TIMESTAMP',
    make: shiftZone('to-utc'),
    doc: 'Local time as UTC, by the offset valid at that moment.',
  },
  INT_TO_IPV4: {
    group: 'conversion',
    parameters: 'value INTEGER',
    result: 'STRING',
    mayBeNull: true,
    sql: (x) =>
      `case when ${x} between 0 and 4294967295 then concat_ws('.', ${x} >> 24, ${x} >> 16 & 255, ${x} >> 8 & 255, ${x} & 255) end`,
    fold: (x: bigint) =>
      x < 0n || x > 0xffffffffn
        ? null
        : [x >> 24n, (x >> 16n) & 255n, (x >> 8n) & 255n, x & 255n].join('.'),
    doc: 'A number as an IPv4 address; NULL beyond 32 bits.',
  },
  IPV4_TO_INT: {
    group: 'conversion',
    parameters: 'address STRING',
    result: 'INTEGER',
    mayBeNull: true,
    sql: (text) =>
      `list_transform([string_split(${text}, '.')], lambda p: case when len(p) = 4 and len(list_filter(p, lambda n: regexp_full_match(n, '[0-9]{1,3}') and try_cast(n as integer) < 256)) = 4 then ((p[1]::bigint * 256 + p[2]::bigint) * 256 + p[3]::bigint) * 256 + p[4]::bigint end)[1]`,
    fold: (text: string) => {
      const parts = text.split('.');
      const valid = parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
      return parts.length === 4 && valid
        ? parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n)
        : null;
    },
    doc: 'An IPv4 address as a number; NULL where it is none.',
  },

  SUBSTR: {
    group: 'string',
    parameters: 'text STRING, start INTEGER, [length INTEGER]',
    result: 'STRING',
    sql: substring,
    fold: foldSubstring,
    doc: 'A part of a text from a position (from 0; negative from the end).',
  },
  INDEX_OF: {
    group: 'string',
    parameters: 'text STRING, part STRING',
    result: 'INTEGER',
    mayBeNull: true,
    sql: indexOf,
    fold: foldIndexOf,
    doc: 'Where a text first occurs, from 0; NULL where it does not.',
  },
  LAST_INDEX_OF: {
    group: 'string',
    parameters: 'text STRING, part STRING',
    result: 'INTEGER',
    make: lastIndexOf,
    doc: 'Where a text last occurs, from 0; NULL where it does not.',
  },
  STRLEN: {
    group: 'string',
    parameters: 'text STRING',
    result: 'INTEGER',
    sql: (text) => `length(${text})`,
    fold: (text: string) => BigInt(Array.from(text).length),
    doc: 'The number of characters.',
  },
  STRCAT: {
    group: 'string',
    parameters: 'a STRING, b STRING, [more... STRING]',
    result: 'STRING',
    ownNulls: true,
    make: concatenate,
    doc: 'Two texts joined, or the one that is not NULL; more than two are an extension.',
  },
  STRREV: {
    group: 'string',
    parameters: 'text STRING',
    result: 'STRING',
    sql: (text) => `reverse(${text})`,
    doc: 'The characters from the last to the first.',
  },
  STRREPEAT: {
    group: 'string',
    parameters: 'text STRING, count INTEGER',
    result: 'STRING',
    mayBeNull: true,
    // A text of a gigabyte a row would take the machine with it.
    sql: (text, count) =>
      `case when strlen(${text}) * ${count}::hugeint <= 1000000 then repeat(${text}, greatest(${count}, 0)) end`,
    fold: (text: string, count: bigint) =>
      BigInt(text.length) * count > 250_000n
        ? undefined
        : text.repeat(count < 0n ? 0 : Number(count)),
    doc: 'A text several times over; NULL beyond a million bytes.',
  },
  STRCNT: {
    group: 'string',
    parameters: 'text STRING, part STRING',
    result: 'INTEGER',
    sql: countOccurrences,
    fold: foldCountOccurrences,
    doc: 'How often a text occurs in another.',
  },
  TO_LOWERCASE: {
    group: 'string',
    parameters: 'text STRING',
    result: 'STRING',
    sql: (text) => `lower(${text})`,
    fold: (text: string) => ascii(text, text.toLowerCase()),
    doc: 'The text in lower case.',
  },
  TO_UPPERCASE: {
    group: 'string',
    parameters: 'text STRING',
    result: 'STRING',
    sql: (text) => `upper(${text})`,
    fold: (text: string) => ascii(text, text.toUpperCase()),
    doc: 'The text in upper case.',
  },
  LTRIM: {
    group: 'string',
    parameters: 'text STRING',
    result: 'STRING',
    sql: (text) => `ltrim(${text}, ${blanks})`,
    fold: (text: string) => text.replace(/^[ \t\r\n\v\f]+/, ''),
    doc: 'Without blanks at the beginning.',
  },
  RTRIM: {
    group: 'string',
    parameters: 'text STRING',
    result: 'STRING',
    sql: (text) => `rtrim(${text}, ${blanks})`,
    doc: 'Without blanks at the end.',
  },
  TRIM: {
    group: 'string',
    parameters: 'text STRING',
    result: 'STRING',
    sql: (text) => `trim(${text}, ${blanks})`,
    doc: 'Without blanks at both ends.',
  },
  REPLACE_STR: {
    group: 'string',
    parameters: 'text STRING, find STRING, replacement STRING',
    result: 'STRING',
    sql: (text, find, replacement) => `replace(${text}, ${find}, ${replacement})`,
    fold: (text: string, find: string, replacement: string) =>
      find === '' ? text : text.replaceAll(find, () => replacement),
    doc: 'Each occurrence of a text replaced by another.',
  },
  REPLACE_CHR: {
    group: 'string',
    parameters: 'text STRING, characters STRING, replacement STRING',
    result: 'STRING',
    make: replaceCharacters,
    doc: 'Each of the characters replaced by a text.',
  },
  ROT13: {
    group: 'string',
    parameters: 'text STRING',
    result: 'STRING',
    sql: rot13,
    fold: foldRot13,
    doc: 'Latin letters moved by 13 places.',
  },
  URLESCAPE: {
    group: 'string',
    parameters: 'text STRING, [codepage INTEGER]',
    result: 'STRING',
    sql: (text) => urlEscape(text),
    doc: 'Characters that cannot stand in a URL as %XX; / ? = & and the like stay.',
  },
  URLUNESCAPE: {
    group: 'string',
    parameters: 'text STRING, [codepage INTEGER]',
    result: 'STRING',
    mayBeNull: true,
    sql: (text) => urlUnescape(text),
    doc: '%XX decoded as UTF-8; a + stays.',
  },
  EXTRACT_EXTENSION: {
    group: 'string',
    parameters: 'path STRING',
    result: 'STRING',
    mayBeNull: true,
    sql: fileExtension,
    fold: foldFileExtension,
    doc: 'The extension of a path without its dot; NULL where there is none.',
  },
  EXTRACT_FILENAME: {
    group: 'string',
    parameters: 'path STRING',
    result: 'STRING',
    sql: fileName,
    fold: foldFileName,
    doc: 'The file name of a path.',
  },
  EXTRACT_PATH: {
    group: 'string',
    parameters: 'path STRING',
    result: 'STRING',
    sql: filePath,
    fold: foldFilePath,
    doc: 'The folder of a path, without the last separator.',
  },
  EXTRACT_TOKEN: {
    group: 'string',
    parameters: 'text STRING, index INTEGER, [separator STRING]',
    result: 'STRING',
    make: extractToken,
    doc: 'The index-th token from 0 (negative: from the end); NULL where there is none.',
  },
  EXTRACT_PREFIX: {
    group: 'string',
    parameters: 'text STRING, index INTEGER, [separator STRING]',
    result: 'STRING',
    make: extractPrefix,
    doc: 'What stands before the index-th separator; -1 = before the last.',
  },
  EXTRACT_SUFFIX: {
    group: 'string',
    parameters: 'text STRING, index INTEGER, [separator STRING]',
    result: 'STRING',
    make: extractSuffix,
    doc: 'What stands behind the index-th separator counted from the right; -1 = behind the first.',
  },
  EXTRACT_VALUE: {
    group: 'string',
    parameters: 'text STRING, key STRING, [separator STRING]',
    result: 'STRING',
    make: extractValue,
    doc: 'The value of the first key=value pair; NULL where the key is absent.',
  },

  SYSTEM_TIMESTAMP: {
    group: 'system',
    parameters: '',
    result: 'TIMESTAMP',
    make: systemTime('full'),
    doc: 'Now, in UTC: one moment for the whole query.',
  },
  SYSTEM_DATE: {
    group: 'system',
    parameters: '',
    result: 'TIMESTAMP',
    make: systemTime('date'),
    doc: 'Today, in UTC.',
  },
  SYSTEM_TIME: {
    group: 'system',
    parameters: '',
    result: 'TIMESTAMP',
    make: systemTime('time'),
    doc: 'The time of day, in UTC.',
  },
  SYSTEM_UTCOFFSET: {
    group: 'system',
    parameters: '',
    result: 'TIMESTAMP',
    make: systemOffset,
    doc: 'The distance of local time from UTC, always positive, as a timestamp from year 0.',
  },
  COMPUTER_NAME: {
    group: 'system',
    parameters: '',
    result: 'STRING',
    make: ({ values, computerName }) => constantValue(values, 'STRING', computerName),
    doc: 'The name of this computer.',
  },
  RESOLVE_SID: {
    group: 'system',
    parameters: 'sid STRING, [computer STRING]',
    result: 'STRING',
    make: runtime('easel_resolve_sid'),
    doc: 'The name of a well-known SID; other SIDs as they are.',
  },
  REVERSEDNS: {
    group: 'system',
    parameters: 'address STRING',
    result: 'STRING',
    make: runtime('easel_reversedns'),
    doc: 'The host name of an address, or the address itself: asks the network.',
  },
  WIN32_ERROR_DESCRIPTION: {
    group: 'system',
    parameters: 'code INTEGER',
    result: 'STRING',
    make: win32ErrorDescription,
    doc: 'What a Windows error code means; NULL for codes that the table does not have.',
  },
  HASHMD5_FILE: {
    group: 'system',
    parameters: 'path STRING',
    result: 'STRING',
    make: runtime('easel_hashmd5_file'),
    doc: 'The MD5 hash of a file in upper-case hex; NULL where it cannot be read.',
  },
  HASHSEQ: {
    group: 'system',
    parameters: 'text STRING',
    result: 'INTEGER',
    make: hashSequence,
    doc: '1, 2, 3 ... for each distinct text, in order of appearance.',
  },
  IN_ROW_NUMBER: {
    group: 'system',
    parameters: '',
    result: 'INTEGER',
    make: inRowNumber,
    doc: 'The number of the input record, from 1.',
  },
  OUT_ROW_NUMBER: {
    group: 'system',
    parameters: '',
    result: 'INTEGER',
    onlyInSelect: true,
    make: outRowNumber,
    doc: 'The number of the output record, from 1.',
  },
  SEQUENCE: {
    group: 'system',
    parameters: '[start INTEGER]',
    result: 'INTEGER',
    onlyInSelect: true,
    make: sequence,
    doc: 'IN_ROW_NUMBER() + start - 1; start is 0 unless given.',
  },
  UNIQUEID: {
    group: 'system',
    parameters: '[start INTEGER]',
    result: 'INTEGER',
    onlyInSelect: true,
    make: sequence,
    doc: 'The old name of SEQUENCE.',
  },
  COALESCE: {
    group: 'system',
    parameters: 'a ANY, more... ANY',
    result: 'SAME',
    ownNulls: true,
    make: coalesce,
    doc: 'The first argument that is not NULL.',
  },
  REPLACE_IF_NULL: {
    group: 'system',
    parameters: 'a ANY, value ANY',
    result: 'SAME',
    ownNulls: true,
    make: coalesce,
    doc: 'The old name of COALESCE, with two arguments.',
  },
  REPLACE_IF_NOT_NULL: {
    group: 'system',
    parameters: 'a ANY, value ANY',
    result: 'SAME',
    ownNulls: true,
    make: replaceIfNotNull,
    doc: 'NULL for NULL, else the value.',
  },

  REGEXP_MATCH: {
    group: 'extension',
    extension: true,
    parameters: 'text STRING, const pattern STRING',
    result: 'INTEGER',
    make: (call, args) => regexp(call, args, 'match'),
    doc: '1 where the regular expression (RE2) is found in the text, else 0.',
  },
  REGEXP_EXTRACT: {
    group: 'extension',
    extension: true,
    parameters: 'text STRING, const pattern STRING, [const group INTEGER]',
    result: 'STRING',
    make: (call, args) => regexp(call, args, 'extract'),
    doc: 'What a regular expression (RE2), or a group of it, finds first; NULL where it finds nothing.',
  },
  REGEXP_REPLACE: {
    group: 'extension',
    extension: true,
    parameters: 'text STRING, const pattern STRING, replacement STRING',
    result: 'STRING',
    make: (call, args) => regexp(call, args, 'replace'),
    doc: 'Everything a regular expression (RE2) finds replaced; \\1 is the first group.',
  },
  ...easFunctions,
} satisfies Record<string, FunctionRow>);

const blanks = "' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)";

/** undefined where JavaScript and DuckDB could differ on the case of a letter. */
function ascii(text: string, folded: string): string | undefined {
  return /^[\0-\x7f]*$/.test(text) ? folded : undefined;
}

/** 10 to the number of digits of x that are not kept. */
function digitPower(x: string, digits: string): string {
  return `pow(10, greatest(0, length(abs(${x}::hugeint)::varchar) - greatest(${digits}, 0)))::hugeint`;
}

function power10(x: bigint, digits: bigint): bigint {
  const length = String(x < 0n ? -x : x).length - Math.max(0, Number(digits));
  return 10n ** BigInt(Math.max(0, length));
}

function in64Bits(x: bigint): bigint | null {
  return BigInt.asIntN(64, x) === x ? x : null;
}

const aggregates = new Set('COUNT SUM AVG MIN MAX PROPCOUNT PROPSUM GROUPING'.split(' '));

/** Whether `name(` begins a function call rather than a field name like `cs(User-Agent)`. */
export function isFunctionName(name: string): boolean {
  const upper = name.toUpperCase();
  return aggregates.has(upper) || Object.hasOwn(functions, upper);
}

/** The names of all functions, aggregates included. */
export function functionNames(): string[] {
  return [...Object.keys(functions), ...aggregates];
}
