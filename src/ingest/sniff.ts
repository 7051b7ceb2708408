import type { Format, Head } from '../parsers/format.ts';
import { nearest } from '../support/suggest.ts';
import { textKind } from './resemblance.ts';
import { UsageError } from '../support/errors.ts';

export type Sniffed =
  | { readonly kind: 'known'; readonly format: Format; readonly why: string | undefined }
  | { readonly kind: 'refused'; readonly reason: string };

/** The format that is surest; refused with the nearest ones and why where none is. */
export function sniff(head: Head, formats: readonly Format[]): Sniffed {
  // One on disk is opened, so this one is packed in another file. Members that are not compressed look
  // like lines of text.
  if (head.lines[0]?.startsWith('PK\u0003\u0004') === true) {
    return { kind: 'refused', reason: 'it is a ZIP archive inside an archive: unpack it first' };
  }
  const found = formats
    .map((format) => ({ format, detection: format.detect(head) }))
    .sort((a, b) => b.detection.score - a.detection.score);
  const best = found[0];
  if (best !== undefined && best.detection.score > 0) {
    return { kind: 'known', format: best.format, why: best.detection.why };
  }
  const foreign = found.find(({ detection }) => detection.refuse !== undefined)?.detection.refuse;
  if (foreign !== undefined) return { kind: 'refused', reason: `it is ${foreign}` };
  const near = found
    .filter(({ detection }) => detection.why !== undefined)
    .map(({ format, detection }) => `not ${format.title}: ${detection.why ?? ''}`);
  const kind = textKind(head);
  const looks = kind === undefined ? [] : [`it looks like ${kind}`];
  const why = [...looks, ...near].join('; ');
  return { kind: 'refused', reason: why === '' ? 'unknown format' : `unknown format (${why})` };
}

/** The format a person named. */
export function namedFormat(name: string, formats: readonly Format[]): Format {
  const wanted = name.toLowerCase();
  const format = formats.find((each) => each.name.toLowerCase() === wanted);
  if (format !== undefined) return format;
  const names = formats.map((each) => each.name);
  const meant = nearest(name, names);
  throw new UsageError('unknown-format', `there is no format '${name}'`, {
    hint: meant === undefined ? `formats: ${names.join(', ')}` : `did you mean ${meant}?`,
  });
}
