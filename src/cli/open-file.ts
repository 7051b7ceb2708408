import { spawn } from 'node:child_process';

/** Shows a file in the program the system has for it; nothing waits for it. */
export function openFile(file: string): void {
  const [program, args] = openerOf(file);
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  // Without a desktop there is no such program; the path was printed all the same.
  child.on('error', () => undefined);
  child.unref();
}

function openerOf(file: string): [string, string[]] {
  switch (process.platform) {
    case 'win32':
      return ['explorer.exe', [file]];
    case 'darwin':
      return ['open', [file]];
    default:
      return ['xdg-open', [file]];
  }
}
