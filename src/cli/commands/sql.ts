import { Database } from '../../duckdb/database.ts';
import { UsageError } from '../../support/errors.ts';
import type { CommandModule } from '../command.ts';

const command: CommandModule = {
  summary: 'runs DuckDB SQL over the warehouse, read-only',
  configure: (declare) => {
    declare.argument('<sql>', "one or more statements; '-' reads them from stdin");
  },
  async run(context, args, options) {
    const [sql] = args;
    if (sql === undefined) throw new UsageError('usage', 'the SQL is missing');
    const database = await Database.open(String(options['db']), { access: 'read-only' });
    try {
      const result = await database.stream(sql);
      context.stdout.write(`${result.columns.map(({ name }) => name).join(',')}\n`);
      for await (const rows of result.chunks()) {
        for (const row of rows) context.stdout.write(`${row.map(String).join(',')}\n`);
      }
    } finally {
      database.close();
    }
    return 0;
  },
};

export default command;
