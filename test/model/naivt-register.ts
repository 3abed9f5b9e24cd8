/**
 * A register that is as simple as can be: for every instant of a small calendar it keeps what is true there, and it
 * carries out each rule of spec sf1500 §2.1 to §2.5 instant by instant. It shares no code with the register; the two are
 * compared after every operation.
 *
 * Instants are the whole numbers 0 to `SIDSTE`, with one cell before the first and one after the last, so that the open
 * ends are cells like the others. It knows OrganisationEnhed with one Egenskab field (EnhedNavn), Gyldighed, Overordnet
 * (0..1), TilknyttedeBrugere and Adresser (0..n).
 */

/** The last instant of the calendar; the cell of the same number reaches from it to the open end. */
export const SIDSTE = 14;

/** All cells: -1 is everything before instant 0. */
export const CELLER: readonly number[] = Array.from({ length: SIDSTE + 2 }, (_, i) => i - 1);

export const FOR_ALTID = Number.POSITIVE_INFINITY;
export const ALTID_FOER = Number.NEGATIVE_INFINITY;

/** A period; either end may be infinite. What is `udeladt` is left out of the message: the end then is its default. */
export interface NaivPeriode {
  readonly fra: number;
  readonly til: number;
  readonly udeladtFra?: true;
  readonly udeladtTil?: true;
}

/** Of one cell of a timeline: the value there, and the instant where its period began. */
interface Celle {
  readonly vaerdi: string;
  readonly start: number;
}
/** By cell. */
type NaivTidslinje = ReadonlyMap<number, Celle>;

export interface NaivSendt extends NaivPeriode {
  readonly vaerdi: string;
}

/** An entry of a 0..n relation: its four parts, and its cells. */
export interface NaivPost extends NaivPeriode {
  readonly reference: string;
  readonly rolle: string;
  readonly type: string;
  readonly indeks: string;
}

export const TIDSLINJER = ['EnhedNavn', 'Gyldighed', 'Overordnet'] as const;
export const FLERE = ['TilknyttedeBrugere', 'Adresser'] as const;
type Tidslinjenavn = (typeof TIDSLINJER)[number];
type Flernavn = (typeof FLERE)[number];

/** The content of a message; a missing name is a list that is not there. */
export type NaivBesked = Readonly<
  Partial<Record<Tidslinjenavn, readonly NaivSendt[]>> & Partial<Record<Flernavn, readonly NaivPost[]>>
>;

export interface NaivRegistrering {
  readonly tid: number;
  readonly kode: string;
  readonly tidslinjer: Readonly<Record<Tidslinjenavn, NaivTidslinje>>;
  readonly flere: Readonly<Record<Flernavn, readonly NaivPost[]>>;
}

const gaelder = (periode: NaivPeriode, celle: number) => periode.fra <= celle && celle < periode.til;
const iAlt = (periode: NaivPeriode) => CELLER.filter((celle) => gaelder(periode, celle));
const moedes = (a: NaivPeriode, b: NaivPeriode) => CELLER.some((celle) => gaelder(a, celle) && gaelder(b, celle));

function tomme(): Pick<NaivRegistrering, 'tidslinjer' | 'flere'> {
  return {
    tidslinjer: { EnhedNavn: new Map(), Gyldighed: new Map(), Overordnet: new Map() },
    flere: { TilknyttedeBrugere: [], Adresser: [] },
  };
}

/** What a `ret` leaves true in one cell of a timeline. */
function celleEfterRet(gammel: NaivTidslinje, sendte: readonly NaivSendt[], celle: number): Celle | undefined {
  const isErstattet = (start: number) => sendte.some((sendt) => sendt.fra === start);
  const isAfkortet = (start: number) =>
    sendte.some((sendt) => sendt.fra > start && sendt.fra <= celle && iAlt(sendt).length > 0);
  const staar = gammel.get(celle);
  if (staar && !isErstattet(staar.start) && !isAfkortet(staar.start)) return staar;
  const ny = sendte.find((sendt) => gaelder(sendt, celle));
  if (!ny) return undefined;
  const isStoppet = CELLER.some((foer) => {
    const begynder = gammel.get(foer);
    return begynder?.start === foer && foer > ny.fra && foer <= celle && !isErstattet(foer);
  });
  return isStoppet ? undefined : { vaerdi: ny.vaerdi, start: ny.fra };
}

function udenTomme(linje: readonly (readonly [number, Celle | undefined])[]): NaivTidslinje {
  return new Map(linje.filter((par): par is [number, Celle] => par[1] !== undefined));
}

const staarIVejen = (gammel: NaivTidslinje, sendte: readonly NaivSendt[], now: number) =>
  sendte.some((sendt) =>
    iAlt(sendt).some((celle) => {
      const staar = gammel.get(celle);
      return (
        staar !== undefined &&
        staar.start > sendt.fra &&
        staar.start <= now &&
        !sendte.some((anden) => anden.fra === staar.start)
      );
    }),
  );

const ensRolle = (a: NaivPost, b: NaivPost) => a.reference === b.reference && a.rolle === b.rolle;
const ensHelt = (a: NaivPost, b: NaivPost) => ensRolle(a, b) && a.type === b.type && a.indeks === b.indeks;
const ensTid = (a: NaivPost, b: NaivPost) => a.fra === b.fra && a.til === b.til;

/** The stored entries that a `ret` with these entries leaves. */
function bliver(gamle: readonly NaivPost[], sendte: readonly NaivPost[], now: number, beholdes: boolean) {
  return gamle.filter((gammel) => {
    const isSet = gaelder(gammel, now);
    if (isSet && !beholdes) return false;
    return !sendte.some((sendt) => {
      if (ensHelt(sendt, gammel) && ensTid(sendt, gammel)) return true;
      const isUaendret = gamle.some((anden) => ensHelt(sendt, anden) && ensTid(sendt, anden));
      const isEns = isSet ? ensRolle(sendt, gammel) : ensHelt(sendt, gammel);
      return isEns && !isUaendret && (sendt.fra === gammel.fra || moedes(sendt, gammel));
    });
  });
}

/** The rules that the message breaks by itself. */
function beskedbrud(besked: NaivBesked, kraevNavn: boolean, gamleAdresser: readonly NaivPost[]): string[] {
  const brud: string[] = [];
  const navne = besked.EnhedNavn ?? [];
  const adresser = besked.Adresser ?? [];
  if (navne.some(({ vaerdi }) => vaerdi === '')) brud.push('felt-udfyldt');
  if (kraevNavn && navne.every(({ fra, til }) => fra === til)) brud.push('felt-udfyldt');
  const perioder = [...TIDSLINJER.map((n) => besked[n] ?? []), ...FLERE.map((n) => besked[n] ?? [])].flat();
  if (perioder.some(({ fra, til }) => til < fra)) brud.push('virkning-omvendt');
  for (const linje of TIDSLINJER) {
    if (CELLER.some((celle) => (besked[linje] ?? []).filter((p) => gaelder(p, celle)).length > 1)) {
      brud.push('virkning-overlap');
    }
  }
  const kendt = (post: NaivPost) => gamleAdresser.some((gammel) => ensHelt(gammel, post));
  for (const [i, a] of adresser.entries()) {
    for (const b of adresser.slice(0, i)) {
      if (a.indeks === b.indeks && a.indeks !== '' && !ensHelt(a, b) && !(kendt(a) && kendt(b)))
        brud.push('indeks-entydigt');
      if (ensRolle(a, b) && moedes(a, b)) brud.push('adresse-gentaget');
    }
  }
  return brud;
}

export class NaivtRegister {
  readonly historik: NaivRegistrering[];

  constructor(historik: readonly NaivRegistrering[] = []) {
    this.historik = [...historik];
  }

  private nyTid(oensket: number): number {
    const forrige = this.historik.at(-1);
    return forrige ? Math.max(oensket, forrige.tid + 1) : oensket;
  }

  private findes(): boolean {
    return this.historik.length > 0;
  }

  private isAfsluttet(): boolean {
    return ['Passiveret', 'Slettet'].includes(this.historik.at(-1)?.kode ?? '');
  }

  /** Time of the registration that an operation at `now` would write; what a missing FraTidspunkt means. */
  naesteTid(now: number): number {
    return this.nyTid(now);
  }

  /** The rules broken, or none: then it is done. */
  importer(besked: NaivBesked, now: number): string[] {
    if (this.findes() && !this.isAfsluttet()) return ['objekt-findes'];
    return this.laegInd(besked, 'Importeret', now);
  }

  opret(besked: NaivBesked, now: number): string[] {
    return this.laegInd(besked, 'Opstaaet', now);
  }

  private laegInd(besked: NaivBesked, kode: string, now: number): string[] {
    const brud = beskedbrud(besked, true, []);
    if (brud.length > 0) return brud;
    const nyt = tomme();
    const linjer = TIDSLINJER.map((navn) => {
      const celler = CELLER.map((celle) => {
        const ny = (besked[navn] ?? []).find((p) => gaelder(p, celle));
        return [celle, ny && { vaerdi: ny.vaerdi, start: ny.fra }] as const;
      });
      return [navn, udenTomme(celler)] as const;
    });
    this.historik.push({
      tid: this.nyTid(now),
      kode,
      tidslinjer: { ...nyt.tidslinjer, ...Object.fromEntries(linjer) },
      flere: { ...nyt.flere, ...this.flereEfter((navn) => besked[navn] ?? []) },
    });
    return [];
  }

  private flereEfter(poster: (navn: Flernavn) => readonly NaivPost[]): Record<Flernavn, readonly NaivPost[]> {
    const fyldte = (navn: Flernavn) => poster(navn).filter((post) => iAlt(post).length > 0);
    return { TilknyttedeBrugere: fyldte('TilknyttedeBrugere'), Adresser: fyldte('Adresser') };
  }

  ret(besked: NaivBesked, now: number, beholdes: boolean): string[] {
    if (!this.findes()) return ['objekt-ukendt'];
    if (this.isAfsluttet()) return ['objekt-afsluttet'];
    const gammel = this.historik.at(-1)!;
    const brud = beskedbrud(besked, false, gammel.flere.Adresser);
    for (const navn of TIDSLINJER) {
      if (staarIVejen(gammel.tidslinjer[navn], besked[navn] ?? [], now)) brud.push('virkning-raekkefoelge');
    }
    const efter = (navn: Flernavn) => {
      const sendte = besked[navn] ?? [];
      return sendte.length === 0
        ? gammel.flere[navn]
        : [...bliver(gammel.flere[navn], sendte, now, beholdes), ...sendte];
    };
    const sendteAdresser = besked.Adresser ?? [];
    const staaende = sendteAdresser.length === 0 ? [] : bliver(gammel.flere.Adresser, sendteAdresser, now, beholdes);
    if (staaende.some((a) => sendteAdresser.some((b) => ensRolle(a, b) && moedes(a, b)))) brud.push('adresse-gentaget');
    if (brud.length > 0) return brud;
    const linjer = TIDSLINJER.map((navn) => [
      navn,
      udenTomme(
        CELLER.map((celle) => [celle, celleEfterRet(gammel.tidslinjer[navn], besked[navn] ?? [], celle)] as const),
      ),
    ]);
    this.historik.push({
      tid: this.nyTid(now),
      kode: gammel.kode,
      tidslinjer: { ...gammel.tidslinjer, ...Object.fromEntries(linjer) },
      flere: this.flereEfter(efter),
    });
    return [];
  }

  passiver(now: number): string[] {
    if (!this.findes()) return ['objekt-ukendt'];
    if (this.isAfsluttet()) return ['objekt-afsluttet'];
    this.historik.push({ ...this.historik.at(-1)!, tid: this.nyTid(now), kode: 'Passiveret' });
    return [];
  }

  slet(now: number): string[] {
    if (!this.findes()) return ['objekt-ukendt'];
    if (this.historik.at(-1)!.kode === 'Slettet') return ['objekt-afsluttet'];
    this.historik.push({ ...tomme(), tid: this.nyTid(now), kode: 'Slettet' });
    return [];
  }

  /** The registration that was the newest at an instant of the registrering axis. */
  vedTid(instant: number): NaivRegistrering | undefined {
    return this.historik.filter(({ tid }) => tid <= instant).at(-1);
  }
}
