import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import type { SafeSvg } from './svg-markup.ts';

/** Text of this project's own files, to stand in `<style>` or `<script>`. */
export interface Asset {
  readonly asset: string;
}

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'templates');
const templates = new Map<string, (view: object) => string>();

/**
 * Handlebars with nothing of its own left open: an instance of ours, absent fields throw, and the
 * only texts that are not escaped are drawings from `safeSvg`, assets and JSON.
 */
const engine = Handlebars.create();
engine.registerHelper('json', (value: unknown) => new engine.SafeString(safeJson(value)));
engine.registerHelper('svg', (value: SafeSvg) => new engine.SafeString(value.svg));
engine.registerHelper('asset', (value: Asset) => new engine.SafeString(value.asset));

export function renderTemplate(name: 'page' | 'index' | 'result', view: object): string {
  let template = templates.get(name);
  if (template === undefined) {
    for (const partial of ['section', 'table', 'row'])
      engine.registerPartial(partial, source(partial));
    template = engine.compile<object>(source(name), { strict: true, preventIndent: true });
    templates.set(name, template);
  }
  return template(view);
}

function source(name: string): string {
  return templateFile(`${name}.hbs`);
}

/** A file of `templates/`. */
export function templateFile(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n');
}

/** JSON that can stand in a `<script>` block whatever it holds. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** Our own file as an asset; what would end its block early is a defect. */
export function asset(text: string): Asset {
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error('an asset ends its own block');
  return { asset: text };
}
