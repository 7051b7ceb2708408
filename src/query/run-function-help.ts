import { parametersOf, signatureOf } from './function-row.ts';
import { functionNames, functions } from './functions.ts';

export { functionNames };

/** What `-h FUNCTIONS SUBSTR` tells; undefined where there is no such function. */
export function functionHelp(name: string): string | undefined {
  const row = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (row === undefined) return undefined;
  const parameters = parametersOf(row).map((parameter) => {
    const types = parameter.types.map((type) => (type === 'SAME' ? 'as the first' : type));
    const notes = [
      ...(parameter.optional ? ['optional'] : []),
      ...(parameter.constant ? ['a constant'] : []),
      ...(parameter.variadic ? ['any number'] : []),
    ];
    const more = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
    return `  ${parameter.name}: ${types.join(' | ')}${more}\n`;
  });
  const extension = row.extension === true ? 'An extension of easel.\n' : '';
  return `${signatureOf(name, row)}\n\n${row.doc}\n${extension}${parameters.length === 0 ? '' : `\nArguments:\n${parameters.join('')}`}`;
}
