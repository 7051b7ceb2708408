import { literal } from './sql-parts.ts';

export interface ClientFamily {
  readonly family: string;
  readonly os: string;
  /** Over user agent, device type and DevOS with a blank between each, in lower case; RE2's syntax. */
  readonly pattern: string;
}

// The first that fits; the narrow ones stand before the wide ones.
// prettier-ignore
const rows: readonly (readonly [family: string, os: string, pattern: string])[] = [
  ['Outlook mobile', 'iOS', 'outlook-ios'],
  ['Outlook mobile', 'Android', 'outlook-android'],
  ['Outlook mobile', 'other', 'outlook for ios and android|outlookmobile|\\brest\\b outlook| outlook '],
  ['TouchDown', 'Android', 'touchdown'],
  ['Nokia Mail for Exchange', 'Symbian', 'mail ?for ?exchange|nokia-?mfe|maileforexchange'],
  ['Windows Phone 10', 'Windows Phone', 'msft-wp/10|windows 10 mobile|windows phone 10'],
  ['Windows Phone 8', 'Windows Phone', 'msft-wp/8|windows ?phone[ /]?8'],
  ['Windows Phone 7', 'Windows Phone', 'msft-wp/7|windows ?phone[ /]?7'],
  ['Windows Phone', 'Windows Phone', 'msft-wp|\\bwp8?\\b|windows ?phone'],
  ['Windows Mobile 6.5', 'Windows Mobile', 'windows mobile 6\\.5|msft-(?:ppc|sphone)/5\\.2\\.5\\d\\d\\d'],
  ['Windows Mobile 6.1', 'Windows Mobile', 'windows mobile 6\\.1|msft-(?:ppc|sphone)/5\\.2\\.[12]\\d\\d\\d'],
  ['Windows Mobile 6', 'Windows Mobile', 'windows mobile 6|msft-(?:ppc|sphone)/5\\.2'],
  ['Windows Mobile 5', 'Windows Mobile', 'windows mobile 5|msft-(?:ppc|sphone)/5\\.1'],
  ['Windows Mobile 2003', 'Windows Mobile', 'windows mobile 2003|msft-(?:ppc|sphone)/[34]\\.|microsoft-pocketpc/[34]|microsoft-smartphone/[34]'],
  ['Windows Mobile', 'Windows Mobile', 'windows mobile|windows ce|msft-(?:ppc|sphone)|pocket ?pc|smartphone'],
  ['Windows Mail', 'Windows', 'windowsmail|windowsoutlook|msft-win|windows mail'],
  ['iPad', 'iOS', 'apple-ipad|\\bipad'],
  ['iPhone', 'iOS', 'apple-iphone|\\biphone|apple-ipod|\\bipod'],
  ['BlackBerry', 'BlackBerry', 'blackberry|rim-|\\bbb10'],
  ['Palm', 'Palm', 'palm|webos|treo|versamail'],
  ['Sony Ericsson', 'other', 'sony ?ericsson'],
  ['Motorola', 'other', 'moto-?q\\b|motoq|motorola-mpx|dataviz.*moto'],
  ['Android', 'Android', 'android|samsung|\\bgt-|\\bsm-|\\bhtc|sec-'],
  ['Symbian', 'Symbian', 'symbian|nokia|\\bseries ?60|s60'],
];
/** Client families, as data; what fits none is `other`. */
export const clientFamilies: readonly ClientFamily[] = Object.freeze(
  rows.map(([family, os, pattern]) => Object.freeze({ family, os, pattern })),
);

/** The family and system of a client from what it says of itself. */
export function clientFamily(
  userAgent: string,
  deviceType = '',
  deviceOs = '',
): { readonly family: string; readonly os: string } {
  const text = ` ${[userAgent, deviceType, deviceOs].join(' ').toLowerCase()} `;
  const found = clientFamilies.find(({ pattern }) => new RegExp(pattern).test(text));
  return found === undefined
    ? { family: 'other', os: 'other' }
    : { family: found.family, os: found.os };
}

/** The same as SQL over three expressions; for distinct clients, not for every request. */
export function clientFamilySql(
  part: 'family' | 'os',
  userAgent: string,
  deviceType: string,
  deviceOs: string,
): string {
  const text = `' ' || lower(concat_ws(' ', coalesce(${userAgent}, ''), coalesce(${deviceType}, ''), coalesce(${deviceOs}, ''))) || ' '`;
  const branches = clientFamilies.map(
    (one) => `when regexp_matches(${text}, ${literal(one.pattern)}) then ${literal(one[part])}`,
  );
  return `case ${branches.join(' ')} else 'other' end`;
}
