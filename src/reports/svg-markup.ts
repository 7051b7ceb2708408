import { SaxesParser } from 'saxes';

/** Markup made by `safeSvg` alone: the only text the templates take as it is. */
export interface SafeSvg {
  readonly svg: string;
}

const elements = new Set([
  'svg',
  'g',
  'path',
  'rect',
  'line',
  'circle',
  'text',
  'tspan',
  'defs',
  'clipPath',
]);
const attributes = new Set([
  'viewBox',
  'width',
  'height',
  'd',
  'transform',
  'x',
  'y',
  'x1',
  'y1',
  'x2',
  'y2',
  'cx',
  'cy',
  'r',
  'rx',
  'ry',
  'dx',
  'dy',
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-miterlimit',
  'opacity',
  'text-anchor',
  'font-size',
  'font-weight',
  'font-style',
  'clip-path',
  'id',
  'display',
]);

/**
 * Takes Vega's SVG apart and writes it again with the elements and attributes of drawings only, so
 * that no text of a log can have become markup. Ids become `<id>-1`, ...: two charts share a page and
 * the same input gives the same bytes.
 */
export function safeSvg(source: string, id: string): SafeSvg {
  const parser = new SaxesParser();
  const ids = new Map<string, string>();
  const idOf = (name: string): string => {
    const known = ids.get(name) ?? `${id}-${ids.size + 1}`;
    ids.set(name, known);
    return known;
  };
  let skipping = 0;
  let markup = '';
  parser.on('opentag', (tag) => {
    if (skipping > 0 || !elements.has(tag.name)) {
      skipping += 1;
      return;
    }
    const kept = Object.entries(tag.attributes).flatMap(([name, value]) =>
      attributes.has(name) ? [` ${name}="${escapeMarkup(attributeText(name, value, idOf))}"`] : [],
    );
    markup += `<${tag.name}${tag.name === 'svg' ? ' aria-hidden="true" focusable="false"' : ''}${kept.join('')}>`;
  });
  parser.on('closetag', (tag) => {
    if (skipping > 0) skipping -= 1;
    else markup += `</${tag.name}>`;
  });
  parser.on('text', (text) => {
    if (skipping === 0) markup += escapeMarkup(text);
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(source).close();
  return { svg: markup };
}

function attributeText(name: string, value: string, idOf: (name: string) => string): string {
  if (name === 'id') return idOf(value);
  const reference = /^url\(#([\w-]+)\)$/.exec(value)?.[1];
  if (reference !== undefined) return `url(#${idOf(reference)})`;
  return /url\(|[<>]/i.test(value) ? '' : value;
}

function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
