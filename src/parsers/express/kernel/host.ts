// What the kernel asks of the host once for each value it has not met.

/** Midnight of the ten bytes there in seconds since 1970; NaN where they are no day. */
export declare function dayStart(at: usize): f64;

/** What a stem says, as `isEasFlag` and the others of `remembered-values.ts`. */
export declare function stemFlags(from: usize, to: usize): i32;

/**
 * Reads a base64 query (MS-ASHTTP 2.2.1.1.1.1): 0 for none, -1 for an odd one, else a number for what it
 * says of the client times 32, and the number of its command.
 */
export declare function base64(from: usize, to: usize): i32;

/** Writes the row of shared values of the line that is read; its number, -1 where it is not regular. */
export declare function newRow(dimension: i32): i32;
