import path from 'node:path';
import { checkWarehouse } from '../../ingest/check.ts';
import { openWarehouse } from '../../ingest/warehouse.ts';
import { escapeValue } from '../../support/terminal.ts';
import type { CommandModule } from '../command.ts';

const command: CommandModule = {
  summary: 'verifies the warehouse: its version, the accounting of every file, its keys',
  configure: () => undefined,
  async run(context, _args, options) {
    const file = path.resolve(context.cwd, String(options['db']));
    const db = await openWarehouse(file, { access: 'read-only', signal: context.signal });
    try {
      const results = await checkWarehouse(db);
      const bad = results.filter(({ faults }) => faults > 0);
      if (options['json'] === true) {
        context.stdout.write(`${JSON.stringify({ sound: bad.length === 0, checks: results })}\n`);
      } else {
        for (const { check, faults, examples } of options['quiet'] === true ? bad : results) {
          context.stdout.write(`${faults === 0 ? 'ok  ' : 'FAIL'}  ${check}\n`);
          for (const example of examples) context.stdout.write(`        ${escapeValue(example)}\n`);
        }
        const said =
          bad.length === 0
            ? `${results.length} checks, all sound`
            : `${bad.length} of ${results.length} checks failed; easel remove <path> and a new ingest set a file right`;
        context.stderr.write(`${said}\n`);
      }
      return bad.length === 0 ? 0 : 1;
    } finally {
      db.close();
    }
  },
};

export default command;
