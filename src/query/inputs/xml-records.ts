import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { AppError } from '../../support/errors.ts';

/** The values of an XML record by their path in the document, or from its root node on. */
type Values = ReadonlyMap<string, string>;

export type XmlMode = 'Branch' | 'Tree' | 'Node' | 'Auto';

interface Node {
  readonly path: string;
  readonly own: Map<string, string>;
  text: string;
  readonly children: Node[];
}

const maxDepth = 256;
const maxNodesOfRecord = 100_000;
const maxRowsOfRecord = 100_000;

/** `/a/b`, `//b`, `a/*` or names joined by `|`: what `rootXPath` and `file.xml#...` may say. */
export function pathMatcher(xpath: string): (path: string) => boolean {
  const options = xpath.split('|').map((one) => {
    const text = one.trim();
    if (!/^(?:\/\/|\/)?[^/\s[\]()@]+(?:\/{1,2}[^/\s[\]()@]+)*$/.test(text)) {
      throw new AppError('bad-xpath', `"${one}" is not a path easel can follow`, {
        hint: 'write element names with / and //, and * for any name: /root/item, //item',
      });
    }
    const absolute = text.startsWith('/') ? text : `//${text}`;
    const pattern = absolute
      .replaceAll(/[\\^$.+?()[\]{}]/g, '\\$&')
      .replaceAll('//', '\u0000')
      .replaceAll('*', '[^/]+')
      .replaceAll('\u0000', '/(?:[^/]+/)*');
    return new RegExp(`^${pattern}$`);
  });
  return (path) => options.some((option) => option.test(path));
}

/**
 * Reads an XML document in pieces: each root node of `rootPath`, or without one each child of the
 * document's own element, is taken apart as soon as it ends, so that a document of any length fits
 * in memory. `give` gets the values of a record by path: `/ROOT/ROW/Name`, attributes as
 * `/ROOT/@Date`; from the root node on where there is a `rootPath`: `/ROW/Name`.
 */
export class XmlRecords {
  readonly #parser = new SaxesParser();
  readonly #mode: XmlMode;
  readonly #isPiece: (path: string) => boolean;
  /** Records begin at nodes that a path names, and are made of these alone. */
  readonly #hasRoots: boolean;
  readonly #give: (values: Values) => void;
  readonly #stack: Node[] = [];
  /** How deep the piece lies that is being read; 0 = none. */
  #pieceDepth = 0;
  #nodes = 0;
  /** Leaves met so far below the document's element: fields of all records, or records themselves. */
  readonly #leaves = new Map<string, Node>();
  readonly #repeated = new Set<string>();
  #given = 0;

  constructor(options: {
    readonly mode: XmlMode;
    readonly rootPath: string;
    readonly give: (values: Values) => void;
    readonly name: string;
  }) {
    this.#mode = options.mode;
    this.#give = options.give;
    this.#hasRoots = options.rootPath !== '';
    this.#isPiece = this.#hasRoots
      ? pathMatcher(options.rootPath)
      : (path) => path.indexOf('/', 1) > 0;
    this.#parser.on('error', (error) => {
      throw new AppError('bad-xml', `${options.name} is no well-formed XML: ${error.message}`);
    });
    this.#parser.on('opentag', (tag) => this.#open(tag));
    const addText = (text: string): void => {
      const node = this.#stack.at(-1);
      if (node !== undefined) node.text += text;
    };
    this.#parser.on('text', addText);
    this.#parser.on('cdata', addText);
    this.#parser.on('closetag', () => this.#close());
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  end(): void {
    this.#parser.close();
    if (this.#given === 0 && this.#leaves.size > 0) this.#giveRows([new Map()]);
  }

  #open(tag: SaxesTagPlain): void {
    if (this.#stack.length >= maxDepth) {
      throw new AppError('bad-xml', `elements are nested deeper than ${maxDepth}`);
    }
    const full = `${this.#stack.at(-1)?.path ?? ''}/${tag.name}`;
    const beginsPiece = this.#pieceDepth === 0 && this.#isPiece(full);
    const path = beginsPiece && this.#hasRoots ? `/${tag.name}` : full;
    const node: Node = { path, own: new Map(), text: '', children: [] };
    for (const [name, value] of Object.entries(tag.attributes)) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) node.own.set(`${path}/@${name}`, value);
    }
    this.#stack.push(node);
    if (beginsPiece) {
      this.#pieceDepth = this.#stack.length;
      this.#nodes = 0;
    } else if (this.#pieceDepth > 0 && ++this.#nodes > maxNodesOfRecord) {
      throw new AppError('bad-xml', `one element holds more than ${maxNodesOfRecord} others`, {
        hint: 'name the repeated element: file.xml#/root/item',
      });
    }
  }

  #close(): void {
    const node = this.#stack.pop();
    if (node === undefined) return;
    const text = node.text.trim();
    if (text !== '') node.own.set(node.path, text);
    const depth = this.#stack.length + 1;
    if (this.#pieceDepth === 0) node.text = '';
    else if (depth > this.#pieceDepth) this.#stack.at(-1)?.children.push(node);
    else {
      this.#pieceDepth = 0;
      this.#takePiece(node, depth);
    }
  }

  #takePiece(node: Node, depth: number): void {
    const isLeaf = depth === 2 && node.children.length === 0 && node.own.size <= 1;
    if (isLeaf && !this.#hasRoots && this.#mode !== 'Node' && !this.#repeated.has(node.path)) {
      const before = this.#leaves.get(node.path);
      if (before === undefined) {
        this.#leaves.set(node.path, node);
        return;
      }
      this.#leaves.delete(node.path);
      this.#repeated.add(node.path);
      this.#giveRows([before.own]);
    }
    this.#giveRows(rowsOf(node, this.#mode));
  }

  /** What stands around a piece (attributes, leaves before it) belongs to its records, unless it is a root. */
  #giveRows(rows: readonly Values[]): void {
    const around = new Map<string, string>();
    for (const node of this.#hasRoots ? [] : [...this.#stack, ...this.#leaves.values()]) {
      for (const [path, value] of node.own) around.set(path, value);
    }
    for (const row of rows) {
      this.#given++;
      this.#give(around.size === 0 ? row : new Map([...around, ...row]));
    }
  }
}

function rowsOf(node: Node, mode: XmlMode): Values[] {
  if (mode === 'Node') return nodesOf(node);
  const groups = new Map<string, Node[]>();
  for (const child of node.children) {
    const group = groups.get(child.path);
    if (group === undefined) groups.set(child.path, [child]);
    else group.push(child);
  }
  if (groups.size === 0) return [node.own];
  const repeated = [...groups.values()].filter((group) => group.length > 1).length;
  // Two repeated groups side by side multiply: Auto then lists them one after the other.
  const isBranch = mode === 'Branch' || (mode === 'Auto' && repeated > 1);
  let rows: Values[] = [node.own];
  const branches: Values[][] = [];
  for (const group of groups.values()) {
    const alternatives = group.flatMap((child) => rowsOf(child, mode));
    const isLeaf = group.length === 1 && group[0]?.children.length === 0;
    if (isBranch && !isLeaf) branches.push(alternatives);
    else rows = product(rows, alternatives);
  }
  return branches.length === 0 ? rows : branches.flatMap((branch) => product(rows, branch));
}

function product(rows: readonly Values[], others: readonly Values[]): Values[] {
  if (rows.length * others.length > maxRowsOfRecord) {
    throw new AppError('bad-xml', 'one element multiplies to too many records', {
      hint: '-fMode:Branch lists repeated elements one after the other',
    });
  }
  return rows.flatMap((row) => others.map((other) => new Map([...row, ...other])));
}

function nodesOf(node: Node): Values[] {
  const own = node.own.size > 0 ? [node.own] : [];
  return [...own, ...node.children.flatMap(nodesOf)];
}

/** `/ROOT/ROW/@Id` in short: `Id`; two paths with one last name get numbers. */
export function compactNames(paths: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return paths.map((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/^@/, '');
    const count = (seen.get(name.toLowerCase()) ?? 0) + 1;
    seen.set(name.toLowerCase(), count);
    return count === 1 ? name : `${name}${count}`;
  });
}
