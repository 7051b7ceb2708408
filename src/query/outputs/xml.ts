import type { Value } from '../../duckdb/values.ts';
import { cellTexts } from './cell-text.ts';
import {
  codepageParameter,
  fileModeParameter,
  type TextFormat,
  type TextJob,
  timestampFormatParameter,
} from './output.ts';
import { codepageName } from './codepages.ts';
import { utcText } from '../../support/utc-text.ts';

/** XML in Log Parser's four structures. */
export const xml: TextFormat = {
  name: 'XML',
  title: 'XML document',
  parameters: [
    {
      name: 'structure',
      kind: 'choice',
      choices: ['1', '2', '3', '4'],
      default: '1',
      doc: '1 = an element a field, 2 = with its type, 3 = FIELD elements, 4 = with their types.',
    },
    { name: 'rootName', kind: 'text', default: 'ROOT', doc: 'Name of the document element.' },
    { name: 'rowName', kind: 'text', default: 'ROW', doc: 'Name of a record.' },
    { name: 'fieldName', kind: 'text', default: 'FIELD', doc: 'Name of a field (3 and 4).' },
    { name: 'xslLink', kind: 'text', default: '', doc: 'Style sheet the document refers to.' },
    {
      name: 'schemaType',
      kind: 'choice',
      choices: ['0', '1'],
      default: '1',
      doc: '1 = with a DTD inside, 0 = without.',
    },
    { name: 'compact', kind: 'switch', default: 'OFF', doc: 'No indentation, no extra lines.' },
    { name: 'noEmptyField', kind: 'switch', default: 'OFF', doc: 'Leave NULL fields out.' },
    {
      name: 'standAlone',
      kind: 'switch',
      default: 'ON',
      doc: 'A whole document; OFF = the records only.',
    },
    timestampFormatParameter,
    codepageParameter,
    fileModeParameter,
  ],
  start: (job) => new Document(job),
};

class Document {
  readonly #job: TextJob;
  readonly #rowName: string;
  readonly #rootName: string;
  readonly #fieldName: string;
  readonly #isTyped: boolean;
  readonly #isNamed: boolean;
  readonly #elements: readonly string[];
  readonly #open: readonly string[];
  readonly #textsOf: ReturnType<typeof cellTexts>;

  constructor(job: TextJob) {
    this.#job = job;
    const { settings, columns } = job;
    const structure = settings.number('structure');
    this.#isTyped = structure % 2 === 0;
    this.#isNamed = structure >= 3;
    this.#rowName = elementName(settings.text('rowName'));
    this.#rootName = elementName(settings.text('rootName'));
    this.#fieldName = elementName(settings.text('fieldName'));
    this.#elements = this.#isNamed
      ? columns.map(() => this.#fieldName)
      : distinct(columns.map(({ name }) => elementName(name)));
    this.#open = columns.map((column, i) => {
      const name = this.#isNamed ? ` NAME="${escaped(column.name)}"` : '';
      const type = this.#isTyped
        ? ` TYPE="${column.type === 'NULL' ? 'STRING' : column.type}"`
        : '';
      return `${this.#elements[i] ?? ''}${name}${type}`;
    });
    this.#textsOf = cellTexts(columns, settings.text('oTsFormat'));
  }

  begin(): string {
    const { settings, now } = this.#job;
    if (!settings.isOn('standAlone')) return '';
    const created = utcText(now);
    const link = settings.text('xslLink');
    const newline = this.#newline;
    return [
      `<?xml version="1.0" encoding="${codepageName(settings.number('oCodepage'))}" standalone="yes" ?>`,
      ...(link === '' ? [] : [`<?xml-stylesheet type="text/xsl" href="${escaped(link)}"?>`]),
      ...(settings.number('schemaType') === 1 ? this.#schema() : []),
      `<${this.#rootName} DATE_CREATED="${created}" CREATED_BY="Microsoft Log Parser V2.2">`,
      '',
    ].join(newline);
  }

  rows(rows: readonly (readonly Value[])[]): string[] {
    return [rows.map((row) => this.#row(row)).join('')];
  }

  end(): string {
    return this.#job.settings.isOn('standAlone') ? `</${this.#rootName}>\n` : '';
  }

  get #newline(): string {
    return this.#job.settings.isOn('compact') ? '' : '\n';
  }

  #row(row: readonly Value[]): string {
    const isCompact = this.#job.settings.isOn('compact');
    const skipsNull = this.#job.settings.isOn('noEmptyField');
    let text = isCompact ? `<${this.#rowName}>` : ` <${this.#rowName}>\n`;
    for (const [i, cell] of this.#textsOf(row).entries()) {
      if (cell === null && skipsNull) continue;
      const element = this.#elements[i] ?? '';
      const value = escaped(cell ?? '');
      text += isCompact
        ? `<${this.#open[i] ?? ''}>${value}</${element}>`
        : `  <${this.#open[i] ?? ''}>\n   ${value}\n  </${element}>\n`;
    }
    return `${text}${isCompact ? '' : ' '}</${this.#rowName}>${this.#newline}`;
  }

  #schema(): string[] {
    const optional = this.#job.settings.isOn('noEmptyField') ? '?' : '';
    const content = this.#isNamed
      ? `${this.#fieldName}*`
      : this.#elements.map((element) => element + optional).join(', ');
    const elements = [...new Set(this.#elements)];
    return [
      `<!DOCTYPE ${this.#rootName}[`,
      ` <!ATTLIST ${this.#rootName} DATE_CREATED CDATA #REQUIRED>`,
      ` <!ATTLIST ${this.#rootName} CREATED_BY CDATA #REQUIRED>`,
      ...elements.flatMap((element) => [
        ` <!ELEMENT ${element} (#PCDATA)>`,
        ...(this.#isNamed ? [` <!ATTLIST ${element} NAME CDATA #REQUIRED>`] : []),
        ...(this.#isTyped ? [` <!ATTLIST ${element} TYPE CDATA #REQUIRED>`] : []),
      ]),
      ` <!ELEMENT ${this.#rowName} (${content})>`,
      ` <!ELEMENT ${this.#rootName} (${this.#rowName}*)>`,
      ']>',
    ];
  }
}

/** A column's name as an XML element: what XML does not allow becomes `_`. */
function elementName(name: string): string {
  const clean = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_');
  return /^[\p{L}_]/u.test(clean) ? clean : `_${clean}`;
}

function distinct(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 2; seen.has(unique); n++) unique = `${name}_${n}`;
    seen.add(unique);
    return unique;
  });
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text for an element or an attribute; characters XML 1.0 cannot hold become U+FFFD. */
function escaped(text: string): string {
  return text
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
