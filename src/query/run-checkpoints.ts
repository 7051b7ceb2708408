import type { FilePosition } from './checkpoint.ts';
import type { CommandLine } from './command-line.ts';
import type { OpenInput } from './inputs/input.ts';

/** Where the run before stopped, file by file; undefined without -iCheckpoint. */
export async function checkpointFor(
  line: CommandLine,
  cwd: string,
  format: string,
): Promise<ReadonlyMap<string, FilePosition> | undefined> {
  const name = fileName(line);
  if (name === undefined) return undefined;
  const { checkpointPath, loadCheckpoint } = await import('./checkpoint.ts');
  return (await loadCheckpoint(checkpointPath(name, cwd), format)).files;
}

/** Keeps where this run stopped; called after everything else of it is done. */
export async function saveCheckpoints(
  line: CommandLine,
  cwd: string,
  inputs: readonly OpenInput[],
): Promise<void> {
  const name = fileName(line);
  const [first] = inputs;
  if (name === undefined || first === undefined) return;
  const { checkpointPath, loadCheckpoint, saveCheckpoint } = await import('./checkpoint.ts');
  const file = checkpointPath(name, cwd);
  const before = await loadCheckpoint(file, first.source.name);
  const files = new Map(before.files);
  for (const input of inputs) {
    for (const [path, position] of input.positions ?? []) files.set(path, position);
  }
  await saveCheckpoint(file, { format: first.source.name, files });
}

function fileName(line: CommandLine): string | undefined {
  const name = line.parameters.get('icheckpoint');
  return name === undefined || name === '' ? undefined : name;
}
