// Bytes as masks: bit i says something of byte i.

/** Bytes looked at together; as many behind a block may be read, and count for nothing. */
export const STEP: usize = 64;

export function hasBytesBelow(at: usize, limit: u8): bool {
  const least = i8x16.min_u(
    i8x16.min_u(v128.load(at), v128.load(at, 16)),
    i8x16.min_u(v128.load(at, 32), v128.load(at, 48)),
  );
  return v128.any_true(i8x16.lt_u(least, i8x16.splat(limit)));
}

/** Bit i is set where byte i is `byte`. */
export function bytesEqual(at: usize, byte: u8): u64 {
  const wanted = i8x16.splat(byte);
  const first = <u64>i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
  const second = <u64>i8x16.bitmask(i8x16.eq(v128.load(at, 16), wanted));
  const third = <u64>i8x16.bitmask(i8x16.eq(v128.load(at, 32), wanted));
  const fourth = <u64>i8x16.bitmask(i8x16.eq(v128.load(at, 48), wanted));
  return first | (second << 16) | (third << 32) | (fourth << 48);
}
