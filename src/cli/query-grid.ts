import type { MakeGrid } from '../query/outputs/datagrid.ts';

/** Gives `easel query` and `logparser` the reports' table for -o:DATAGRID. */
export function queryGrid(query: string, now: () => Date): MakeGrid {
  return async (columns) => {
    const { TablePage } = await import('../reports/table-page.ts');
    const { packageVersion } = await import('./package-version.ts');
    const page = new TablePage(columns);
    return {
      add: (rows) => page.add(rows),
      html: () =>
        page.html({
          title: 'Query result',
          question: query.trim(),
          generatedAt: `${now().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
          version: packageVersion(),
        }),
    };
  };
}
