import { placeOfDn } from '../exports/directory-names.ts';
import { exportHeader } from '../exports/export-header.ts';
import { exportRecords, type ExportShape } from '../exports/export-records.ts';
import { asOfSql, exportColumns, extraSql } from '../exports/export-sql.ts';
import { defineFormat } from '../format.ts';

const headers = {
  SamAccountName: ['samaccountname'],
  UserPrincipalName: ['userprincipalname'],
  DistinguishedName: ['distinguishedname', 'dn'],
  mail: ['mail', 'emailaddress', 'primarysmtpaddress', 'windowsemailaddress'],
} as const;

/** Attributes of Active Directory (MS-ADA1 to MS-ADA3, Windows LAPS) that hold a password or make one. */
const secrets = [
  ...['msfve-recoverypassword', 'msfve-keypackage', 'ms-mcs-admpwd', 'mslaps-password'],
  ...['mslaps-encryptedpassword', 'mslaps-encryptedpasswordhistory'],
  ...['mslaps-encrypteddsrmpassword', 'mslaps-encrypteddsrmpasswordhistory'],
  ...['userpassword', 'unixuserpassword', 'unicodepwd', 'dbcspwd', 'supplementalcredentials'],
];

const shape: ExportShape = {
  columns: headers,
  times: [],
  secrets,
  derive({ value }) {
    const place = placeOfDn(value('DistinguishedName') ?? '');
    return [place?.path ?? null, place?.domain ?? null, place?.ou ?? null];
  },
};

export default defineFormat({
  kind: 'framed',
  name: 'directory',
  title: 'Directory export (CSV of Get-ADUser, csvde and the like)',
  source: 'directory',
  detect(head) {
    const names = exportHeader(head);
    const has = (column: keyof typeof headers): boolean =>
      headers[column].some((name) => names.has(name));
    const isAccount = has('SamAccountName') || has('UserPrincipalName') || has('mail');
    if (isAccount && has('DistinguishedName')) return { score: 90 };
    return has('SamAccountName')
      ? { score: 0, why: 'a directory export needs the column DistinguishedName' }
      : { score: 0 };
  },
  columns: exportColumns([...Object.keys(headers), 'path', 'domain', 'ou', 'extra']),
  records: (lines, facts) => exportRecords(lines, facts, shape),
  table: 'directory_rows',
  meaning: (facts) => ({
    as_of: asOfSql(facts, []),
    sam_account_name: 'lower("SamAccountName")',
    user_principal_name: 'lower("UserPrincipalName")',
    distinguished_name: '"DistinguishedName"',
    mail: `regexp_replace(lower("mail"), '^smtp:', '')`,
    object_path: '"path"',
    domain: '"domain"',
    ou: '"ou"',
    extra: extraSql,
  }),
});
