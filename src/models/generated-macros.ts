import { quotedString } from '../duckdb/sql-text.ts';
import { successStatuses } from '../parsers/codes/command-status.ts';
import { counters2003 } from '../parsers/eas/folders.ts';
import { foldersSql } from '../parsers/eas/folders-sql.ts';
import { logTokens } from '../parsers/eas/tokens.ts';

/** The macros that are made from the tables of `src/parsers`; macros.sql and the models use them. */
export function generatedMacros(): string {
  return [folderTokens(), isGoodStatus(), logFolders(), folderTests()].join(';\n');
}

/** The names of the log tokens that tell of a collection. */
function folderTokens(): string {
  const names = logTokens
    .filter(({ folder }) => folder === true)
    .map(({ name }) => quotedString(name));
  return `create macro folder_tokens() as [${names.join(', ')}]`;
}

/** Whether an EAS status is one that the code table calls a success of its command. */
function isGoodStatus(): string {
  const cases = Object.entries(successStatuses).map(
    ([command, statuses]) =>
      `when command = ${quotedString(command)} then eas_status in (${statuses.join(', ')})`,
  );
  return `create macro is_good_status(command, eas_status) as case ${cases.join(' ')} else eas_status = 1 end`;
}

/** Whether a log text begins with the counters of Exchange 2003, what follows them, and whether it names a collection. */
function folderTests(): string {
  const named = '(?:^|_)Fid(?:[^A-Za-z1]|1[^:]|1?$)';
  return [
    `create macro has_counters(log_text) as regexp_matches(log_text, ${quotedString(counters2003)})`,
    `create macro without_counters(log_text) as case when has_counters(log_text) then regexp_replace(log_text, ${quotedString(counters2003)}, '') else log_text end`,
    `create macro tells_of_folders(log_text) as regexp_matches(log_text, ${quotedString(`${counters2003}|${named}`)})`,
  ].join(';\n');
}

function logFolders(): string {
  const keys = foldersSql('log_text', ['folder_id', 'sync_type', 'sync_key']);
  return [
    `create macro log_folders(log_text) as (${foldersSql('log_text')})`,
    `create macro log_sync_keys(log_text) as (${keys})`,
  ].join(';\n');
}
