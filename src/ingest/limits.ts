/** A line longer than this is a reject: nothing real comes near, and DuckDB needs a bound. */
export const longestLine = 1 << 20;

/** How much of a line too long to be read is kept. */
export const keptOfTooLong = 1000;
