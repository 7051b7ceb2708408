// What the kernel asks of the host, rarely.

/** A line that begins with `#`; false = the log cannot be scanned in place. */
export declare function directive(from: usize, to: usize): bool;

/** Whether the ten bytes there are a day; asked for each run of lines of one day. */
export declare function isDay(at: usize): bool;
