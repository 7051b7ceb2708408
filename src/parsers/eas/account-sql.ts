// `parseAccount` as SQL over a decoded account, cut into parts so that each stage is computed once.

/** Without the `?` of a name that was sent, but not checked. */
export const withoutMark = (account: string): string =>
  `case when suffix(${account}, '?') then rtrim(${account}, '?') else ${account} end`;
// A backslash, or a slash behind what may be a domain.
const domainEnd = String.raw`(?:[A-Za-z0-9._-]*/|[^\\]*\\)[\\/]*`;
/** What follows the domain form, if there is one. */
export const afterDomain = (account: string): string =>
  `regexp_replace(${account}, '(?s)^${domainEnd}', '')`;
/** The name in lower case, over `afterDomain`; null where there is none. */
export const beforeAt = (rest: string): string =>
  `nullif(lower(case when contains(${rest}, '@') then regexp_extract(${rest}, '(?s)^(.*)@', 1) else ${rest} end), '')`;

/** The domain of a decoded account; null where it has none. */
export function domainOf(account: string): string {
  const isSlashed = `regexp_matches(${account}, '^[A-Za-z0-9._-]*/')`;
  return `nullif(case when ${isSlashed} then split_part(${account}, '/', 1) when contains(${account}, '\\') then split_part(${account}, '\\', 1) when contains(${account}, '@') then regexp_extract(${account}, '([^@]*)$', 1) end, '')`;
}
