/** A small made-up schema with every form of field, and random graphs of objects for it, to test the executor against graphql-js. */
import { DEFAULT_LIMITS } from '../../base/limits.ts';
import { Dokumenter } from './dokument.ts';
import { bygSkema } from './skema.ts';
import { type Felt, Feltfejl, felter, type Session } from './tabel.ts';
import { udfoer } from './udfoer.ts';

export interface Prik {
  readonly navn: string;
  readonly tal: number;
  tekst: string | null;
  krav: string | null;
  titler: (string | null)[] | null;
  en: Prik | null;
  kravEn: Prik | null;
  flere: (Prik | null)[] | null;
  kravFlere: (Prik | null | Feltfejl)[] | null;
}

const ARGUMENTER = { fra: 'Int', til: 'Int' };
type Udsnit = Readonly<Record<string, unknown>> & { readonly fra?: number | null; readonly til?: number | null };

/** Which levels loaded what: for each call the field, and its number of occurrences and of parents. */
export interface Kantspor {
  readonly kald: string[];
}

/** The table of types around a root object; its lists can be cut by arguments. */
export function proevetabel(rod: Prik, spor: Kantspor = { kald: [] }) {
  const liste = (navn: 'flere' | 'kravFlere', type: string): Felt<Prik, Udsnit> => ({
    type,
    argumenter: ARGUMENTER,
    om: 'A list',
    async kant(forekomster) {
      const antal = forekomster.map(({ foraeldre }) => foraeldre.length).join('+');
      spor.kald.push(`${navn} ${antal}`);
    },
    vaerdi: (prik, { fra, til }) => prik[navn]?.slice(fra ?? 0, til ?? undefined),
  });
  return {
    interfaces: { Ting: { om: 'A thing', felter: { navn: { type: 'String!', om: 'Its name' } } } },
    objekter: {
      Prik: {
        om: 'A dot',
        implementerer: 'Ting',
        felter: felter<Prik>({
          navn: { type: 'String!', om: 'Its name' },
          tal: { type: 'Int!', om: 'A number' },
          tekst: { type: 'String', om: 'A text' },
          krav: { type: 'String!', om: 'A text that must be there' },
          titler: { type: '[String!]', om: 'Texts' },
          en: { type: 'Prik', om: 'Another', vaerdi: ({ en }) => en },
          kravEn: { type: 'Prik!', om: 'Another that must be there', vaerdi: ({ kravEn }) => kravEn },
          flere: liste('flere', '[Prik]'),
          kravFlere: liste('kravFlere', '[Prik!]!'),
          fejl: {
            type: 'String',
            om: 'Fails for every third',
            vaerdi({ tal, navn }, _argumenter, _session, sted) {
              if (tal % 3 === 0) throw new Feltfejl('NotFound', `fejl ${navn}`);
              if (tal % 3 === 1) sted.advar('ServerError', 'advarsel');
              return navn;
            },
          },
        }),
      },
      Query: {
        om: 'The root',
        felter: felter<object>({
          rod: { type: 'Prik', om: 'The root object', vaerdi: () => rod },
          alle: { type: '[Prik!]', argumenter: { antal: 'Int' }, om: 'All', vaerdi: () => rod.flere },
        }),
      },
    },
  };
}

/** A dot with nothing missing. */
export function prik(tal: number): Prik {
  const navn = `p${tal}`;
  return { navn, tal, tekst: navn, krav: navn, titler: [navn], en: null, kravEn: null, flere: [], kravFlere: [] };
}

/** Answers a query to a table; nothing is read by it. */
export function svarer(tabel: ReturnType<typeof proevetabel>) {
  const skema = bygSkema(tabel);
  const dokumenter = new Dokumenter(skema, DEFAULT_LIMITS);
  const session = { nu: 0 } as Session;
  return {
    skema,
    svar: (query: string, variables: Readonly<Record<string, unknown>> = {}, signal = new AbortController().signal) =>
      udfoer({
        plan: dokumenter.laeg({ query, variables, operationName: undefined }),
        session,
        signal,
        vaerdierMax: DEFAULT_LIMITS.graphqlValuesMax,
      }),
  };
}
