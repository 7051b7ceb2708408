// Finding bytes sixteen at a time. A block ends with LF and 16 bytes or more behind it can be read, so
// that no search runs away.

const LF: u8 = 10;
const CR: u8 = 13;
const BLANK: u8 = 32;

function endsField(byte: u8): bool {
  return byte == BLANK || byte == LF || byte == CR;
}

/** The next blank, LF or CR. */
export function fieldEnd(from: usize): usize {
  let at = from;
  while (true) {
    let found = i8x16.bitmask(i8x16.le_u(v128.load(at), i8x16.splat(32)));
    for (; found != 0; found &= found - 1) {
      const stop = at + ctz(found);
      if (endsField(load<u8>(stop))) return stop;
    }
    at += 16;
  }
}

/** The next `first`, `second`, blank, LF or CR; 0 where a byte that is not ASCII comes before. */
function nextOf(from: usize, first: i8, second: i8): usize {
  let at = from;
  while (true) {
    const bytes = v128.load(at);
    const signs = v128.or(
      i8x16.eq(bytes, i8x16.splat(first)),
      i8x16.eq(bytes, i8x16.splat(second)),
    );
    // Compared with signs, bytes that are not ASCII lie below the blank too.
    let found = i8x16.bitmask(v128.or(signs, i8x16.lt_s(bytes, i8x16.splat(33))));
    for (; found != 0; found &= found - 1) {
      const stop = at + ctz(found);
      const byte = load<u8>(stop);
      if (byte >= 128) return 0;
      if (byte > BLANK || endsField(byte)) return stop;
    }
    at += 16;
  }
}

/** The next `_`, `&` or end of the query; 0 where a byte that is not ASCII comes before. */
export function tokenEnd(from: usize): usize {
  return nextOf(from, 95, 38);
}

/** The next `=`, `&` or end of the query; 0 where a byte that is not ASCII comes before. */
export function parameterStop(from: usize): usize {
  return nextOf(from, 61, 38);
}

/** Whether `sign` stands before `to`. */
export function holds(from: usize, to: usize, sign: i8): bool {
  for (let at = from; at < to; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(sign)));
    if (found != 0) return at + ctz(found) < to;
  }
  return false;
}

/** How many letters stand there, counted up to 16. */
export function lettersAt(from: usize): i32 {
  const lower = v128.or(v128.load(from), i8x16.splat(32));
  const letters = i8x16.lt_u(i8x16.sub(lower, i8x16.splat(97)), i8x16.splat(26));
  return ctz(~i8x16.bitmask(letters));
}

/** The first `length` bytes there, below 8, as one number. */
export function wordAt(from: usize, length: usize): u64 {
  return load<u64>(from) & (((<u64>1) << (length << 3)) - 1);
}

export function isSame(one: usize, other: usize, length: usize): bool {
  let i: usize = 0;
  for (; i + 16 <= length; i += 16) {
    if (v128.any_true(v128.xor(v128.load(one + i), v128.load(other + i)))) return false;
  }
  for (; i + 8 <= length; i += 8) if (load<u64>(one + i) != load<u64>(other + i)) return false;
  return wordAt(one + i, length - i) == wordAt(other + i, length - i);
}

/** Copies sixteen bytes at a time; up to 15 behind the target are overwritten. */
export function copyOver(target: usize, source: usize, length: usize): void {
  for (let i: usize = 0; i < length; i += 16) v128.store(target + i, v128.load(source + i));
}
