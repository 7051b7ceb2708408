import type { LineFormat, PhysicalColumn } from '../../parsers/format.ts';
import { findFormat } from '../../parsers/registry.ts';
import type { SourceField } from '../source.ts';
import { codepageParameter, type InputFormat, recurseParameter } from './input.ts';
import { dQuotesParameter, lineDefinitions, type LineDefinition } from './line-definitions.ts';
import { openFiles, refuseCheckpoint } from './open-files.ts';
import { openLines } from './open-lines.ts';
import { w3cFormat } from './w3c-format.ts';

const w3cInput: InputFormat = {
  name: 'W3C',
  title: 'Any log in the W3C extended format',
  parameters: [
    codepageParameter('0'),
    recurseParameter('0'),
    { name: 'dtLines', kind: 'number', default: '10', doc: 'Lines that decide types.' },
    dQuotesParameter,
    {
      name: 'separator',
      kind: 'text',
      default: 'auto',
      doc: 'Between fields: a character, `space`, `tab` or `auto`.',
    },
  ],
  async open(entries, settings, world) {
    const files = await openFiles(entries, settings, world);
    const { format, fields } = await w3cFormat(files, settings, world);
    return openLines(files, settings, world, {
      name: 'W3C',
      format,
      fields,
      nameField: 'LogFilename',
      rowField: 'RowNumber',
      splitsQuotes: true,
      mayLackMoments: true,
    });
  },
};

export const lineInputs: readonly InputFormat[] = [
  ...lineDefinitions.map((definition) => inputOf(definition)),
  w3cInput,
];

function inputOf(definition: LineDefinition): InputFormat {
  return {
    name: definition.name,
    title: definition.title,
    parameters: definition.parameters,
    async open(entries, settings, world) {
      refuseCheckpoint(entries, world);
      const format = await lineFormat(definition.format);
      const files = await openFiles(entries, settings, world);
      return openLines(files, settings, world, {
        name: definition.name,
        format,
        fields: definition.fields,
        nameField: 'LogFilename',
        rowField: 'LogRow',
        ...(definition.offersOthers === true && !world.isStrict ? { otherField: textField } : {}),
      });
    },
  };
}

async function lineFormat(name: string): Promise<LineFormat> {
  const format = await findFormat(name);
  if (format?.kind === 'lines') return format;
  throw new Error(`line-definitions.ts names ${name}, which is no line format`);
}

function textField({ column }: PhysicalColumn): SourceField {
  return { name: column, type: 'STRING' };
}
