import { defineModel, type Model } from './model.ts';
import { columnsNamed, dimensions } from './request-layout.ts';

/** The table of one dimension of `request_rows`. */
export function dimensionModel(name: string): Model {
  const dimension = dimensions.find(({ table }) => table === name);
  if (dimension === undefined) throw new Error(`request_rows has no dimension ${name}`);
  return defineModel({
    name,
    kind: 'table',
    listed: false,
    doc: dimension.doc,
    grain: 'values that occurred together',
    columns: {
      [dimension.id]: {
        type: 'BIGINT',
        doc: 'Lines read byte by byte count up from 1, lines read by SQL down from -1.',
        notNull: true,
      },
      ...columnsNamed(dimension.columns),
    },
    unique: [dimension.id],
  });
}
