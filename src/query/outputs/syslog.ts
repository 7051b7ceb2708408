import type { RecordOutput } from './output.ts';
import { messages } from './syslog-message.ts';
import type { SyslogOptions } from './syslog-options.ts';
import { targetsOf } from './syslog-target.ts';

/** Sends each row as an RFC 3164 message. */
export async function syslogOutput(options: SyslogOptions): Promise<RecordOutput> {
  const messageOf = messages(options);
  const targets = await targetsOf(options);
  return {
    async write(rows) {
      for (const row of rows) {
        const message = messageOf(row);
        if (message === null) continue;
        for (const target of targets) if (target.accepts(message)) await target.send(message);
      }
    },
    async commit() {
      for (const target of targets) await target.commit();
    },
    async abort() {
      for (const target of targets) await target.abort();
    },
  };
}
