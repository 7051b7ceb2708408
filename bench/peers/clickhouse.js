// ClickHouse in process (npm chdb): node clickhouse.js <log> <folder> <path of chdb's index.mjs>
// Stores the columns that easel stores, except what only odd logs need: parameters in one order of
// case, no base64 queries, no rejects. That is in its favour.
import { pathToFileURL } from 'node:url';

const [log, folder, module] = process.argv.slice(2);
const { Session } = await import(pathToFileURL(module).href);
const session = new Session(folder);

const parameter = (name) => `extractURLParameter(concat('?', query), '${name}')`;
const number = (name, type = 'Int64') =>
  `to${type}OrNull(extract(log_text, '(?:^|_)${name}:?(-?\\\\d+)'))`;
const text = (name) => `decodeURLComponent(extract(log_text, '(?:^|_)${name}:([^_]*)'))`;

session.query(`
  create table request_rows engine = MergeTree order by tuple() as
  with
    splitByChar(' ', trimRight(line, '\\r')) as f,
    f[6] as query,
    f[8] as account,
    position(query, '&Log=') as log_at
  select
    rowNumberInAllBlocks() as line_no,
    parseDateTimeBestEffortOrNull(concat(f[1], ' ', f[2]), 'UTC') as requested_at,
    toLowCardinality(f[3]) as server_ip,
    toInt32OrNull(f[7]) as server_port,
    toLowCardinality(f[4]) as method,
    toLowCardinality(f[5]) as uri_stem,
    f[9] as client_ip,
    lower(if(position(account, '\\\\') > 0, splitByChar('\\\\', account)[-1], splitByChar('@', account)[1])) as user_name,
    if(position(account, '\\\\') > 0, splitByChar('\\\\', account)[1], splitByChar('@', account)[2]) as user_domain,
    lower(decodeURLComponent(${parameter('User')})) as user_claimed,
    toLowCardinality(replaceAll(f[10], '+', ' ')) as user_agent,
    toInt32OrNull(f[11]) as status,
    toInt32OrNull(f[12]) as substatus,
    toInt64OrNull(f[13]) as win32_status,
    toInt64OrNull(f[14]) as bytes_sent,
    toInt64OrNull(f[15]) as bytes_received,
    toInt64OrNull(f[16]) as time_taken_ms,
    startsWith(lower(f[5]), '/microsoft-server-activesync') as is_eas,
    decodeURLComponent(${parameter('DeviceId')}) as device_id,
    toLowCardinality(decodeURLComponent(${parameter('DeviceType')})) as device_type,
    toLowCardinality(${parameter('Cmd')}) as command,
    if(log_at > 0, substring(query, log_at + 5), '') as log_text,
    ${number('V', 'Int32')} as protocol_version,
    ${number('Hb', 'Int32')} as heartbeat_s,
    ${number('Pk')} as policy_key,
    ${number('Pa', 'Int32')} as policy_ack,
    ${number('(?:S|SC1)', 'Int32')} as eas_status,
    ${text('Error')} as error,
    ${text('As')} as access_state,
    ${text('SmtpAdrs')} as smtp_address,
    ${text('Mbx')} as mailbox_server,
    ${text('Dc')} as domain_controller,
    ${text('PrxTo')} as proxied_to,
    ${text('PrxFrom')} as proxied_from,
    ${number('LdapC')} as ldap_count,
    ${number('LdapL')} as ldap_ms,
    ${number('RpcC')} as rpc_count,
    ${number('RpcL')} as rpc_ms,
    ${number('Throttle')} as throttle_ms,
    ${number('Fc')} as folder_count
  from file('${log}', 'LineAsString', 'line String')
  where not startsWith(line, '#')`);
process.stdout.write(session.query('select count() from request_rows', 'TSV'));
session.close();
