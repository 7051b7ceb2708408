import { readdirSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

// What is started, found by listing (ADR 0011), or asked for by the bench.
const entries =
  /^(cli\/(main|logparser)|cli\/commands\/.*|.*\.(format|model)|reports\/[^/]+\/report|demo\/bulk-log|reports\/beside-thread|duckdb\/database|ingest\/warehouse|query\/(parser|translate|query-error))\.ts$/;

/**
 * TypeScript to JavaScript for Node: modules that are always loaded together become one file, and so does
 * DuckDB's binding. Node takes half a millisecond for every file it loads (ADR 0021).
 */
export async function bundleProgram(source, target, { dependencies }) {
  const files = readdirSync(source, { recursive: true }).map((file) => file.replaceAll('\\', '/'));
  const found = files.filter((file) => entries.test(file) && !file.startsWith('reports/client/'));
  const outside = Object.keys(dependencies).filter((name) => name !== '@duckdb/node-api');
  const bundle = await rolldown({
    input: Object.fromEntries(found.map((file) => [file.slice(0, -3), path.join(source, file)])),
    platform: 'node',
    external: (id) =>
      id === '@duckdb/node-bindings' ||
      outside.some((name) => id === name || id.startsWith(`${name}/`)),
    plugins: [placesOf(source)],
  });
  await bundle.write({ dir: target, chunkFileNames: 'chunks/[name]-[hash].js' });
  await bundle.close();
}

/** Modules read files that lie beside them: `import.meta.url` stays what it was before they moved. */
function placesOf(source) {
  return {
    name: 'places',
    transform(code, id) {
      const file = path.relative(source, id).replaceAll('\\', '/').replace(/\.ts$/, '.js');
      if (file.startsWith('..') || !code.includes('import.meta.url')) return null;
      return code.replaceAll('import.meta.url', `import.meta.url["${file}"]`);
    },
    renderChunk(code, { fileName }) {
      const up = path.posix.relative(path.posix.dirname(fileName), '.');
      return code.replaceAll(
        /import\.meta\.url\["([^"]+)"\]/g,
        (_, file) => `new URL('${path.posix.join(up, file)}', import.meta.url).href`,
      );
    },
  };
}
