// C0 (TAB and LF are layout, kept by `escapeText`), DEL, C1 and the bidirectional controls.
const layoutSafe =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const all = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const picture = (character: string): string => {
  const code = character.charCodeAt(0);
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
};

/** Makes one value harmless on a terminal: control characters become `\x1b`, `\u202e`. */
export function escapeValue(value: string): string {
  return value.replace(all, picture);
}

/** The same for a text of several lines: LF and TAB stay. */
export function escapeText(text: string): string {
  return text.replace(layoutSafe, picture);
}
