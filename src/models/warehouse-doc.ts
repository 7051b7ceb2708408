import type { Model } from './model.ts';

/** docs/warehouse.md: every table a user may query, with its columns. */
export function warehouseDoc(models: readonly Model[]): string {
  const listed = models.filter((model) => model.listed);
  return [
    '# The warehouse',
    '',
    'Made from the models in `src/models/` by `npm run golden`; do not edit. The same is in the',
    'warehouse itself (`easel list tables`, `COMMENT ON`).',
    '',
    'All times are UTC. Ask with `easel sql`, or with any DuckDB.',
    '',
    '| table | one row is | holds |',
    '| --- | --- | --- |',
    ...listed.map(
      (model) => `| [${model.name}](#${model.name}) | ${cell(model.grain)} | ${cell(model.doc)} |`,
    ),
    '',
    ...listed.flatMap(section),
  ].join('\n');
}

function section(model: Model): string[] {
  const parameters = Object.entries(model.parameters ?? {});
  const call = parameters.map(([name]) => name).join(', ');
  return [
    `## ${model.name}`,
    '',
    model.doc,
    '',
    ...(parameters.length === 0
      ? []
      : [
          `Called as \`from ${model.name}(${call})\`.`,
          ...parameters.map(([name, doc]) => `\`${name}\`: ${doc}`),
          '',
        ]),
    `One row is ${model.grain}.`,
    '',
    '| column | type | meaning |',
    '| --- | --- | --- |',
    ...Object.entries(model.columns).map(
      ([name, { type, doc, unit }]) =>
        `| ${name} | ${type}${unit === undefined ? '' : `, ${unit}`} | ${cell(doc)} |`,
    ),
    '',
  ];
}

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);
