/** Random changes to a message, most of which make it invalid. */
import { NS } from '../../src/standard/namespaces.ts';
import { type Knude, type Tilfaeldig, vaelg } from './beskeder.ts';

/** Right and wrong values of every base type and pattern. */
export const VAERDIER = [
  '',
  ' ',
  'x',
  'true',
  ' true ',
  '1',
  '0',
  'TRUE',
  'false',
  'Aktiv',
  'aktiv',
  'Importeret',
  '7',
  '+7',
  '1.5',
  '-',
  '007',
  '12345678',
  '123456789',
  '0123456789',
  '1\u0661',
  '100',
  '101',
  '0',
  '12345678 ',
  '\n12345678',
  '5c63e3a4-1c4f-4b8e-9f0a-000000000001',
  '{5c63e3a4-1c4f-4b8e-9f0a-000000000001}',
  ' 5C63E3A4-1C4F-4B8E-9F0A-000000000001',
  '5c63e3a41c4f4b8e9f0a000000000001',
  '5c63e3a4-1c4f-4b8e-9f0a-00000000000g',
  '2026-01-01',
  '2026-02-29T00:00:00',
  '2024-02-29T00:00:00',
  '1900-02-29T00:00:00',
  '2000-02-29T00:00:00',
  '99999999999-01-01T00:00:00',
  '2026-01-01T00:00:00Z',
  ' 2026-01-01T00:00:00Z',
  '2026-01-01T00:00:00Z ',
  '2026-01-01T00:00:00 ',
  '\n 2026-01-01T00:00:00\t',
  '\u00a02026-01-01T00:00:00Z',
  ' 1 ',
  '2026-01-01T24:00:00',
  '2026-01-01T24:00:01',
  '2026-13-01T00:00:00',
  '2026-01-01T00:00:60',
  '2026-01-01T00:00:00+15:00',
  '2026-01-01T00:00:00.1234567+01:00',
  '0000-01-01T00:00:00',
  '10000-01-01T00:00:00',
  '26-01-01T00:00:00',
  '2026-01-01T1:00:00',
  '2026-01-01T00:00:00+01',
  '2026-01-01t00:00:00z',
] as const;

/** The limits of the contract's texts, and one more. */
export const LAENGDER = [50, 51, 100, 101, 200, 201, 255, 256, 300, 301, 1024, 1025, 4096, 4097, 10_000, 10_001];

/** All elements from this one down. */
export function* alle(knude: Knude): Generator<Knude> {
  yield knude;
  for (const barn of knude.boern) yield* alle(barn);
}

type Aendring = (tilfaeldig: Tilfaeldig, knude: Knude, rod: Knude) => void;

/** A place among the children of an element. */
const plads = (tilfaeldig: Tilfaeldig, { boern }: Knude) => tilfaeldig(boern.length + 1);

const AENDRINGER: Readonly<Record<string, Aendring>> = {
  fjern: (t, knude) => void knude.boern.splice(plads(t, knude), 1),
  gentag(t, knude) {
    const barn = vaelg(t, knude.boern);
    if (barn) knude.boern.splice(plads(t, knude), 0, structuredClone(barn));
  },
  flyt(t, knude) {
    const [barn] = knude.boern.splice(plads(t, knude), 1);
    if (barn) knude.boern.splice(plads(t, knude), 0, barn);
  },
  omdoeb(t, knude) {
    knude.navn = vaelg(t, [`${knude.navn}X`, knude.navn.toLowerCase(), 'Label', 'Virkning', 'UUIDIdentifikator']);
  },
  navnerum(t, knude) {
    knude.ns = vaelg(t, ['', NS.sd, NS.sts, NS.orgfaelles, 'http://stoettesystemerne.dk/organisation/bruger/5/']);
  },
  vaerdi(t, knude) {
    if (knude.boern.length === 0) knude.tekst = vaelg(t, VAERDIER);
  },
  lang(t, knude) {
    if (knude.boern.length === 0) knude.tekst = vaelg(t, ['x', 'æ', '😀']).repeat(vaelg(t, LAENGDER));
  },
  tekst(t, knude) {
    knude.tekst += vaelg(t, ['løs tekst', ' ', '\u00a0', '.']);
  },
  attribut(t, knude) {
    knude.attributter = [{ ns: vaelg(t, ['', NS.sd]), navn: 'lang', vaerdi: 'da' }];
  },
  fremmed(t, knude, rod) {
    knude.boern.splice(plads(t, knude), 0, structuredClone(vaelg(t, [...alle(rod)])));
  },
  tomt(_t, knude) {
    knude.boern = [];
    knude.tekst = '';
  },
};

export const aendringNavne: readonly string[] = Object.keys(AENDRINGER);

/** Applies the change of that name somewhere below the root, which itself stays. */
export function aendr(tilfaeldig: Tilfaeldig, navn: string, rod: Knude): void {
  const [, ...under] = alle(rod);
  const knuder = navn === 'omdoeb' || navn === 'navnerum' ? under : [rod, ...under];
  if (knuder.length > 0) AENDRINGER[navn]!(tilfaeldig, vaelg(tilfaeldig, knuder), rod);
}
