const formula = /^[=+\-@\t\r]/;

/** Puts `'` before text that a spreadsheet would take for a formula. */
export function formulaGuarded(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** A cell of RFC 4180; the empty text is `""`, an empty cell is NULL. */
export function csvQuoted(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
