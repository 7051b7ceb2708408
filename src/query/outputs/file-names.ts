import path from 'node:path';

const deviceNames = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(\.|$)/i;

/** Longest part of a file name that comes from a value, in bytes: file systems stop at 255. */
const longestPart = 120;

/**
 * A value of a log as part of a file name. It can neither leave the folder nor name a device: what
 * file systems forbid becomes `_`, and `..`, blanks at the ends and device names are defused.
 */
export function fileNamePart(value: string | null): string {
  const text = (value ?? '-')
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC')
    .replaceAll(
      /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd]/g,
      '_',
    );
  let part = shortened(text).replaceAll('..', '__');
  part = part.replace(/^[ ]+/, '_').replace(/[ .]+$/, '_');
  if (part === '' || part === '.') return '_';
  return deviceNames.test(part) ? `_${part}` : part;
}

function shortened(text: string): string {
  let part = text;
  while (Buffer.byteLength(part) > longestPart) part = part.slice(0, -1);
  return part.replace(/\p{Cs}$/u, '');
}

export function starCount(target: string): number {
  return target.split('*').length - 1;
}

/**
 * INTO with its stars replaced, both slashes taken as separators. A value next to other text of
 * the same name (`CO*.csv`) cannot complete a device name either.
 */
export function multiplexedPath(target: string, values: readonly (string | null)[]): string {
  let i = 0;
  return target
    .split(/([\\/])/)
    .map((segment) => {
      if (!segment.includes('*')) return segment === '\\' ? path.sep : segment;
      const filled = segment.replaceAll('*', () => fileNamePart(values[i++] ?? null));
      return deviceNames.test(filled) || /^\.+$/.test(filled) ? `_${filled}` : filled;
    })
    .join('');
}
