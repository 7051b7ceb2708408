import { simpleLower } from './lower.ts';

export interface Account {
  /** Lower case, without domain. */
  readonly name?: string;
  /** NetBIOS domain or UPN suffix, as written. */
  readonly domain?: string;
}

/** A backslash, or a slash behind what may be a domain: strangers write markup and paths. */
const domainEnd = /(?:(?<=^[A-Za-z0-9._-]*)\/|\\)[\\/]*/;

/**
 * `DOMAIN\user`, `DOMAIN/user` (IIS takes both in a Basic logon), `user@domain`, `user`, each perhaps with
 * a trailing `?` (sent, but not authenticated), already URL-decoded -> the account. Several separators in a
 * row, as of a domain typed with its backslash, count as one.
 */
export function parseAccount(decoded: string): Account {
  const text = decoded.replace(/\?+$/, '');
  const separator = domainEnd.exec(text);
  const rest = separator ? text.slice(separator.index + separator[0].length) : text;
  const at = rest.lastIndexOf('@');
  const name = simpleLower(at < 0 ? rest : rest.slice(0, at));
  if (name === '') return {};
  const domain = separator ? text.slice(0, separator.index) : at < 0 ? '' : rest.slice(at + 1);
  return domain === '' ? { name } : { name, domain };
}
