import { simpleLower } from './lower.ts';

export interface Account {
  /** Lower case, without domain. */
  readonly name?: string;
  /** NetBIOS domain or UPN suffix, as written. */
  readonly domain?: string;
}

/**
 * `DOMAIN\user`, `user@domain`, `user`, each perhaps with a trailing `?` (sent, but not
 * authenticated), already URL-decoded -> the account.
 */
export function parseAccount(decoded: string): Account {
  const text = decoded.replace(/\?+$/, '');
  const backslash = text.indexOf('\\');
  const rest = text.slice(backslash + 1);
  const at = rest.lastIndexOf('@');
  const name = simpleLower(at < 0 ? rest : rest.slice(0, at));
  if (name === '') return {};
  const domain = backslash >= 0 ? text.slice(0, backslash) : at < 0 ? '' : rest.slice(at + 1);
  return domain === '' ? { name } : { name, domain };
}
