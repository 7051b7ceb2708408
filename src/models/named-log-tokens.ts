/** The tokens of the log text that have a column in `eas_requests` or `eas_folders`. */
export const namedLogTokens: readonly string[] = Object.freeze([
  ...['V', 'Ver1', 'SC1', 'S', 'Error', 'Hb', 'Pk', 'Pa', 'As', 'SmtpAdrs', 'Mbx', 'Dc'],
  ...['PrxTo', 'PrxFrom', 'LdapC', 'LdapL', 'RpcC', 'RpcL', 'Throttle', 'Fc', 'DevOS'],
  ...['Fid', 'Ty', 'Filt', 'Filts', 'St', 'Sk', 'Sks', 'Cli', 'Srv', 'Svr', 'Ssnf'],
]);
