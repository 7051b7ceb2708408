/* eslint-disable @typescript-eslint/no-non-null-assertion -- hot loops: every index runs below the length */
/** Numbers by their places among the different ones. */
export interface NumberedValues {
  /** Ascending. */
  readonly different: Float64Array;
  /** Of each value among them. */
  readonly places: Uint32Array;
}

/** Small integers by their places among the different ones; null where some are not, or too far apart. */
export function numberedOf(numbers: Float64Array, most: number): NumberedValues | null {
  const { least, greatest, areSmall } = rangeOf(numbers);
  if (!areSmall || !(greatest - least < most)) return null;
  const places = new Uint32Array(numbers.length);
  if (least === greatest) return { different: Float64Array.of(least), places };
  const placeOf = new Uint32Array(greatest - least + 1);
  for (let i = 0; i < numbers.length; i++) placeOf[numbers[i]! - least] = 1;
  const found: number[] = [];
  for (let step = 0; step < placeOf.length; step++) {
    if (placeOf[step] === 1) placeOf[step] = found.push(least + step) - 1;
  }
  for (let i = 0; i < numbers.length; i++) places[i] = placeOf[numbers[i]! - least]!;
  return { different: Float64Array.from(found), places };
}

interface Range {
  readonly least: number;
  readonly greatest: number;
  /** Integers of 32 bits all of them. */
  readonly areSmall: boolean;
}

export function rangeOf(numbers: Float64Array): Range {
  let least = Infinity;
  let greatest = -Infinity;
  let areSmall = numbers.length > 0;
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i]!;
    if (number < least) least = number;
    if (number > greatest) greatest = number;
    // -0 is none.
    if ((number | 0) !== number || (number === 0 && 1 / number < 0)) areSmall = false;
  }
  return { least, greatest, areSmall };
}
