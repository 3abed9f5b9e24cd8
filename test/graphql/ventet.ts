/** What a field of GraphQL should be, worked out from what SOAP says. Nothing of the front is used. */
import type { SoapObjekt, SoapRelation, SoapSyn } from './soap-syn.ts';

export const ENHEDSROLLE = '02e61900-33e0-407f-a2a7-22f70221f003';
const PERIODER = ['TilknyttedeBrugere', 'TilknyttedeEnheder'] as const;

export class Ventet {
  readonly syn: SoapSyn;

  constructor(syn: SoapSyn) {
    this.syn = syn;
  }

  enhed = (uuid: string) => this.syn.OrganisationEnhed.get(uuid)!;
  bruger = (uuid: string) => this.syn.Bruger.get(uuid)!;

  titel(klasse: string | undefined): string | null {
    const felter = klasse === undefined ? undefined : this.syn.Klasse.get(klasse)?.felter;
    return felter?.TitelTekst ?? felter?.BrugervendtNoegleTekst ?? null;
  }

  tilstand({ status }: SoapObjekt) {
    return {
      status: status!.kode.toUpperCase(),
      fraTidspunkt: status!.fra ?? null,
      tilTidspunkt: status!.til ?? null,
    };
  }

  /** Entries of Adresser in one of the roles, with the object of each. */
  adresser(objekt: SoapObjekt, ...roller: readonly string[]) {
    return objekt
      .relation('Adresser')
      .filter(({ rolle, uuid }) => this.syn.Adresse.has(uuid) && (roller.length === 0 || roller.includes(rolle!)))
      .map((post) => ({ post, ...this.syn.Adresse.get(post.uuid)! }));
  }

  /** As most queries ask for them. */
  adressetekster(objekt: SoapObjekt, ...roller: readonly string[]) {
    return this.adresser(objekt, ...roller).map(({ post, felter }) => ({
      adresseTekst: felter.AdresseTekst,
      adresseRolleTitel: this.titel(post.rolle),
    }));
  }

  /** The active units right below another, by UUID. */
  under(uuid: string) {
    return [...this.syn.OrganisationEnhed.values()]
      .filter((enhed) => enhed.status?.kode === 'Aktiv' && enhed.relation('Overordnet')[0]?.uuid === uuid)
      .sort(efterUuid);
  }

  /** The active functions of a type (or any) that point at an object with a relation, by UUID. */
  funktioner(relation: string, uuid: string, type?: string) {
    return [...this.syn.OrganisationFunktion.values()]
      .filter(
        (funktion) =>
          funktion.status?.kode === 'Aktiv' &&
          funktion.relation(relation).some((en) => en.uuid === uuid) &&
          (type === undefined || funktion.relation('Funktionstype')[0]?.uuid === type),
      )
      .sort(efterUuid);
  }

  /** The latest of three starts, and the earliest of three ends. */
  periode(funktion: SoapObjekt, bruger: string, enhed: string) {
    const [hos, i] = PERIODER.map((navn, nr) =>
      funktion.relation(navn).find(({ uuid }) => uuid === [bruger, enhed][nr]),
    );
    return { start: sidste(funktion.status!, hos!, i!), slut: foerste(funktion.status!, hos!, i!) };
  }
}

type Ender = Pick<SoapRelation, 'fra' | 'til'>;

function sidste(...ender: readonly Ender[]): string | null {
  const fra = ender.flatMap((en) => en.fra ?? []).sort((a, b) => Date.parse(a) - Date.parse(b));
  return fra.at(-1) ?? null;
}

function foerste(...ender: readonly Ender[]): string | null {
  const til = ender.flatMap((en) => en.til ?? []).sort((a, b) => Date.parse(a) - Date.parse(b));
  return til[0] ?? null;
}

export function efterUuid(a: { readonly uuid: string }, b: { readonly uuid: string }): number {
  return a.uuid < b.uuid ? -1 : 1;
}
