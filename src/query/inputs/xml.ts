import {
  codepageParameter,
  type InputFormat,
  recurseParameter,
  timestampFormatParameter,
} from './input.ts';

export const xmlInput: InputFormat = {
  name: 'XML',
  title: 'XML documents: elements and attributes as fields',
  parameters: [
    { name: 'rootXPath', kind: 'text', default: '', doc: 'Path of the nodes that are records.' },
    {
      name: 'fMode',
      kind: 'choice',
      choices: ['Branch', 'Tree', 'Node', 'Auto'],
      default: 'Auto',
      doc: 'Repeated elements: one branch after another, all combinations, or each node by itself.',
    },
    timestampFormatParameter('yyyy-MM-dd?hh:mm:ss'),
    {
      name: 'dtNodes',
      kind: 'number',
      default: '-1',
      doc: 'Values that decide the type of a field; -1 = all.',
    },
    {
      name: 'fNames',
      kind: 'choice',
      choices: ['Compact', 'XPath'],
      default: 'Compact',
      doc: 'Fields named by their element alone, or by their whole path.',
    },
    codepageParameter('0'),
    recurseParameter('0'),
  ],
  async open(entries, settings, world) {
    const { openXml } = await import('./open-xml.ts');
    return openXml(entries, settings, world);
  },
};
