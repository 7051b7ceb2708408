/**
 * A word of a command line as it can be typed again: quoted only where a shell would read more into it. The
 * command prompt of Windows knows double quotes only, and its paths need none for their backslashes.
 */
export function shellWord(word: string, isWindows = false): string {
  if (isWindows) {
    return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `"${doubledBeforeQuotes(word)}"`;
  }
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A Windows program takes backslashes as such, but for those before a double quote. */
function doubledBeforeQuotes(word: string): string {
  return word.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&');
}
