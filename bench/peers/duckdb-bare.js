// DuckDB alone, nothing decoded: node duckdb-bare.js <log> <database>
import { DuckDBInstance } from '@duckdb/node-api';

const [log, database] = process.argv.slice(2);
const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
await connection.run(
  `
  create table requests as
  select * from read_csv($log,
    delim = ' ', quote = '', escape = '', header = false, skip = 4, nullstr = '-', auto_detect = false,
    columns = {
      'date': 'DATE', 'time': 'TIME', 's_ip': 'VARCHAR', 'cs_method': 'VARCHAR',
      'cs_uri_stem': 'VARCHAR', 'cs_uri_query': 'VARCHAR', 's_port': 'INTEGER',
      'cs_username': 'VARCHAR', 'c_ip': 'VARCHAR', 'cs_user_agent': 'VARCHAR',
      'sc_status': 'INTEGER', 'sc_substatus': 'INTEGER', 'sc_win32_status': 'BIGINT',
      'sc_bytes': 'BIGINT', 'cs_bytes': 'BIGINT', 'time_taken': 'BIGINT'
    })`,
  { log },
);
const reader = await connection.runAndReadAll('select count(*) from requests');
process.stdout.write(`${reader.getRows()[0][0]}\n`);
connection.closeSync();
instance.closeSync();
