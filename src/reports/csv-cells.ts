import { ByteText } from '../support/output/byte-text.ts';
import { csvQuoted, formulaGuarded } from '../support/output/csv-cell.ts';
import { clockOf, dateText, type Cell } from './columns.ts';
import type { Figures } from './measure-loop.ts';

/** Writes the cell behind a number of `Figures`; false where the page does not hold its value. */
export type CellWriter = (number: number) => boolean;

/** How the cells of a column are written; `raw` leaves text as it is, formulas too. */
export function csvCellWriter(out: ByteText, { column }: Figures, raw: boolean): CellWriter {
  if (column === undefined) {
    return (number) => {
      if (!Number.isNaN(number)) writeNumber(out, number);
      return true;
    };
  }
  const { values, base, unit, type } = column;
  if (values !== null && values.length > fewValues) {
    return (code) => code === 0 || writeValue(out, values[code - 1], raw);
  }
  if (values !== null) {
    const known = [new Uint8Array(), ...values.map((value) => valueBytes(value, raw))];
    return (code) => {
      const bytes = known[code];
      if (bytes != null) out.bytes(bytes);
      return bytes != null;
    };
  }
  const write =
    type === 'timestamp'
      ? writeTime
      : type === 'date'
        ? (to: ByteText, day: number): void => writeText(to, dateText(day), raw)
        : writeNumber;
  return (code) => {
    if (code !== 0) write(out, base + unit * (code - 1));
    return true;
  };
}

/** Values that stand in many rows, mostly: each is made once. */
const fewValues = 4096;

/** Null where the page does not hold the value. */
function valueBytes(value: Cell | undefined, raw: boolean): Uint8Array | null {
  const bytes = writeValue(scratch, value, raw) ? scratch.slice() : null;
  scratch.cut(0);
  return bytes;
}

const scratch = new ByteText();

function writeValue(out: ByteText, value: Cell | undefined, raw: boolean): boolean {
  if (value === undefined) return false;
  if (typeof value === 'string') writeText(out, value, raw);
  else if (typeof value === 'number') writeNumber(out, value);
  else if (value !== null) {
    writeText(out, typeof value === 'object' ? JSON.stringify(value) : String(value), raw);
  }
  return true;
}

/** 1 for the characters that need no quotes. */
const plain = Uint8Array.from({ length: 0x7f }, (_, code) =>
  code < 0x20 || '",'.includes(String.fromCharCode(code)) ? 0 : 1,
);

function writeText(out: ByteText, text: string, raw: boolean): void {
  const isPlain = text !== '' && !'=+-@'.includes(text.charAt(0)) && out.plain(text, plain);
  if (!isPlain) out.text(csvQuoted(raw ? text : formulaGuarded(text)));
}

const million = 1_000_000;

const minus = 0x2d;
const point = 0x2e;
const colon = 0x3a;
const letterT = 0x54;
const letterZ = 0x5a;

/** A number of more digits may have a shorter text than that of its millionths. */
const mostMillionths = 1e15;

function writeNumber(out: ByteText, number: number): void {
  const size = Math.abs(number);
  if (Number.isSafeInteger(number)) {
    if (number < 0) out.byte(minus);
    out.digits(size);
    return;
  }
  // Quotients have six places.
  const millionths = Math.round(size * million);
  if (millionths / million !== size || millionths >= mostMillionths) {
    out.text(String(number));
    return;
  }
  if (number < 0) out.byte(minus);
  out.digits(Math.floor(millionths / million));
  out.byte(point);
  let rest = millionths % million;
  let places = 6;
  for (; rest % 10 === 0; rest /= 10) places -= 1;
  out.digits(rest, places);
}

/** `2024-05-01T07:00:00Z`: no digits behind the second, three, or six. */
function writeTime(out: ByteText, micros: number): void {
  const { day, second, rest } = clockOf(micros);
  out.plain(dateText(day), plain);
  out.byte(letterT);
  out.digits(Math.floor(second / 3600), 2);
  out.byte(colon);
  out.digits(Math.floor(second / 60) % 60, 2);
  out.byte(colon);
  out.digits(second % 60, 2);
  if (rest !== 0) {
    out.byte(point);
    if (rest % 1000 === 0) out.digits(rest / 1000, 3);
    else out.digits(rest, 6);
  }
  out.byte(letterZ);
}
