/** YAML as texts, lists and mappings that know where they stand, and the refusals that say it. Every scalar is a text. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit, type YAMLMap } from 'yaml';
import { FkorgError } from '../base/error.ts';
import { Aftalebrud, type Aftaleregel, type Sted } from './aftalebrud.ts';

export const FIL_BYTES_MAX = 1_048_576;

/** A file that was read, and the places in it. */
export class Filnoder {
  readonly navn: string;
  readonly rod: Node | null;
  readonly #linjer = new LineCounter();

  /** Throws `bad-file` where the text is not YAML, or more of YAML than is needed here. */
  constructor(navn: string, tekst: string) {
    this.navn = navn;
    if (Buffer.byteLength(tekst) > FIL_BYTES_MAX) throw this.#fejl(0, new Aftalebrud('fil-yaml', 'It is too long.'));
    this.rod = this.#laes(tekst);
  }

  #laes(tekst: string): Node | null {
    const dokument = parseDocument(tekst, { schema: 'failsafe', lineCounter: this.#linjer, prettyErrors: false });
    for (const { message, pos } of [...dokument.errors, ...dokument.warnings]) {
      throw this.#fejl(pos[0], new Aftalebrud('fil-yaml', `${message}.`));
    }
    visit(dokument, {
      Node: (_, node) => {
        const { anchor, tag } = node as { anchor?: string; tag?: string };
        if (!isAlias(node) && anchor === undefined && tag === undefined) return;
        throw this.fejl(node, 'fil-yaml', 'An anchor, an alias or a tag stands here.');
      },
    });
    return dokument.contents;
  }

  /** The values of a mapping by its keys. Refuses keys that are not named, and where one of `kraevede` is missing. */
  afbildning<K extends string>(node: unknown, kraevede: readonly K[], andre: readonly K[]): { [Navn in K]?: Node } {
    const kendte: readonly string[] = [...kraevede, ...andre];
    const par = this.par(node);
    for (const [navn, , noegle] of par) {
      if (!kendte.includes(navn)) {
        throw this.fejl(noegle, 'fil-noegle', `"${navn.slice(0, 80)}" is no key here. There is: ${kendte.join(', ')}.`);
      }
    }
    const mangler = kraevede.find((navn) => !par.some(([givet]) => givet === navn));
    if (mangler !== undefined) throw this.fejl(node, 'fil-noegle', `The key ${mangler} is missing.`);
    return Object.fromEntries(par.map(([navn, vaerdi]) => [navn, vaerdi])) as { [Navn in K]?: Node };
  }

  /** The keys of a mapping, their values, and the nodes of the keys. */
  par(node: unknown): readonly (readonly [navn: string, vaerdi: Node, noegle: Node])[] {
    if (!isMap(node)) throw this.fejl(node, 'fil-form', 'A mapping of keys belongs here.');
    return (node as YAMLMap<Node, Node>).items.map(({ key, value }) => [this.tekst(key), value as Node, key]);
  }

  liste(node: unknown): readonly Node[] {
    if (node === undefined) return [];
    if (!isSeq(node)) throw this.fejl(node, 'fil-form', 'A list belongs here.');
    return node.items as Node[];
  }

  tekst(node: unknown): string {
    if (isScalar(node) && typeof node.value === 'string' && node.value !== '') return node.value;
    throw this.fejl(node, 'fil-form', 'A text belongs here.');
  }

  /** A refusal at a node. */
  fejl(node: unknown, regel: Aftaleregel, tekst: string): FkorgError {
    return this.#fejl((node as Node | null | undefined)?.range?.[0] ?? 0, new Aftalebrud(regel, tekst));
  }

  /** Lets `goer` work; a breach of a rule is told with the place that it has in the entry. */
  ved<T>(node: Node, goer: () => T): T {
    try {
      return goer();
    } catch (error) {
      if (!(error instanceof Aftalebrud)) throw error;
      throw this.#fejl(findNode(node, error.sted).range?.[0] ?? 0, error);
    }
  }

  #fejl(position: number, brud: Aftalebrud): FkorgError {
    const { line, col } = this.#linjer.linePos(position);
    const hvor = `${this.navn}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
    return new FkorgError('bad-file', `${hvor}: ${brud.message}`, { cause: brud });
  }
}

/** The node at a place, or the one that is nearest above it. */
function findNode(node: Node, sted: Sted): Node {
  const [foerste, ...resten] = sted;
  if (foerste === undefined || !(isMap(node) || isSeq(node))) return node;
  const naeste = node.get(foerste, true) as Node | undefined;
  return naeste ? findNode(naeste, resten) : node;
}
