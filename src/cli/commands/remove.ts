import path from 'node:path';
import { removeFiles } from '../../ingest/remove.ts';
import { escapeValue } from '../../support/terminal.ts';
import type { CommandModule } from '../command.ts';
import { counted } from '../../support/counted.ts';

const command: CommandModule = {
  summary: 'undoes the ingest of files; their bytes are gone from the warehouse',
  configure: (declare) => {
    declare
      .argument('<path...>', 'files, folders or globs, as easel status shows them')
      .option('--wait', 'wait for a running ingest instead of failing');
  },
  async run(context, args, options) {
    const removed = await removeFiles({
      warehouse: path.resolve(context.cwd, String(options['db'])),
      paths: args,
      cwd: context.cwd,
      wait: options['wait'] === true,
      signal: context.signal,
    });
    if (options['json'] === true) {
      context.stdout.write(`${JSON.stringify({ removed })}\n`);
      return 0;
    }
    for (const file of removed) {
      const rows = file.rows.toLocaleString('en-US');
      context.stderr.write(`removed ${escapeValue(file.path)} (${counted(Number(rows), 'row')})\n`);
    }
    if (removed.length === 0) {
      context.stderr.write('an earlier removal is finished: the warehouse is written anew\n');
    }
    return 0;
  },
};

export default command;
