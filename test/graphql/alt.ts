/** A query for nearly everything about the active units and users of Korsbæk, and the answer to it by what SOAP says. */
import { klasseUuid } from '../../src/data/klasser.ts';
import { KORSBAEK_POST } from '../../src/data/superorg.ts';
import type { SoapObjekt } from './soap-syn.ts';
import { efterUuid, type Ventet } from './ventet.ts';

const TILSTAND = 'tilstand { status fraTidspunkt tilTidspunkt }';
const ADRESSER =
  'adresser { uuid adresseTekst brugervendtNoegle adresseRolleTitel klassifikation { type rolle indeks } }';
const MEDLEMSKAB = 'uuid medlemskabRolleTitel brugervendtNoegle funktionsTypeUuid funktionsTypeTitel start slut';

export const ALT = `query ($virkning: DateTime, $registrering: DateTime) {
  enheder: organisationEnhedListe(
    cvr: "${KORSBAEK_POST.cvr}", status: AKTIV, virkningstidspunkt: $virkning, registreringstidspunkt: $registrering
  ) {
    edges {
      node {
        uuid enhedsnavn brugervendtNoegle ${TILSTAND} ${ADRESSER}
        overordnetEnhed { uuid enhedsnavn }
        underliggendeEnheder { uuid enhedsnavn }
        tilhoerer { uuid organisationsnavn }
        opgaver { uuid opgaveRolleTitel kleEmneTitel klassifikation { type rolle indeks } }
        itSystemer { uuid itSystemNavn }
        medlemskaber { ${MEDLEMSKAB} bruger { uuid brugernavn } }
        henvendelsessteder {
          uuid navn henvendelsesOrganisationEnhed { uuid }
          opgave { uuid kleEmneNummer opgaveRolleTitel klassifikation { type } }
        }
      }
    }
  }
  brugere: brugerListe(
    cvr: "${KORSBAEK_POST.cvr}", status: AKTIV, virkningstidspunkt: $virkning, registreringstidspunkt: $registrering
  ) {
    edges {
      node {
        uuid brugernavn brugervendtNoegle brugerTypeUuid brugerTypeTitel ${TILSTAND} ${ADRESSER}
        person { uuid navn brugervendtNoegle cpr }
        harMedlemskab { ${MEDLEMSKAB} medlemAf { uuid enhedsnavn } }
      }
    }
  }
}`;

const SYSTEMROLLE = klasseUuid('OrganisationFunktion.Type.Systemrolle');
const HENVENDELSESSTED = klasseUuid('OrganisationFunktion.Type.Henvendelsessted');

const noegle = ({ felter }: SoapObjekt) => felter.BrugervendtNoegleTekst ?? null;
const enhedsnavn = ({ uuid, felter }: SoapObjekt) => ({ uuid, enhedsnavn: felter.EnhedNavn });
const foerste = (objekt: SoapObjekt, relation: string) => objekt.relation(relation)[0]?.uuid;

export class Facit {
  readonly #v: Ventet;

  constructor(v: Ventet) {
    this.#v = v;
  }

  alt() {
    const node = <T>(en: T) => ({ node: en });
    const { organisationUuid, rodenhedUuid } = KORSBAEK_POST;
    const aktive = (objekter: ReadonlyMap<string, SoapObjekt>) =>
      [...objekter.values()].filter(({ status }) => status?.kode === 'Aktiv').sort(efterUuid);
    const enheder = aktive(this.#v.syn.OrganisationEnhed).filter((en) => foerste(en, 'Tilhoerer') === organisationUuid);
    const [rod, andre] = [true, false].map((isRod) => enheder.filter(({ uuid }) => (uuid === rodenhedUuid) === isRod));
    return {
      enheder: { edges: [...rod!, ...andre!].map((en) => node(this.#enhed(en))) },
      brugere: { edges: aktive(this.#v.syn.Bruger).map((en) => node(this.#bruger(en))) },
    };
  }

  /** The warnings of the answer: where users have addresses whose objects are deleted. */
  advarsler(): string[] {
    return this.alt().brugere.edges.flatMap(({ node: { uuid } }, nr) => {
      const isHel = this.#v
        .bruger(uuid)
        .relation('Adresser')
        .every((post) => this.#v.syn.Adresse.has(post.uuid));
      return isHel ? [] : [`WARNING NotFound brugere.edges.${nr}.node.adresser`];
    });
  }

  #adresser(objekt: SoapObjekt) {
    return this.#v.adresser(objekt).map(({ post, ...adresse }) => ({
      uuid: adresse.uuid,
      adresseTekst: adresse.felter.AdresseTekst,
      brugervendtNoegle: adresse.felter.BrugervendtNoegleTekst ?? null,
      adresseRolleTitel: this.#v.titel(post.rolle),
      klassifikation: { type: post.type, rolle: post.rolle, indeks: post.indeks },
    }));
  }

  #medlemskaber(
    funktioner: readonly SoapObjekt[],
    par: (funktion: SoapObjekt) => readonly (readonly [string, string, object])[],
  ) {
    return funktioner.flatMap((funktion) => {
      const type = foerste(funktion, 'Funktionstype');
      return par(funktion).map(([bruger, enhed, modpart]) => ({
        uuid: funktion.uuid,
        medlemskabRolleTitel: funktion.felter.FunktionNavn ?? null,
        brugervendtNoegle: noegle(funktion),
        funktionsTypeUuid: type ?? null,
        funktionsTypeTitel: this.#v.titel(type),
        ...this.#v.periode(funktion, bruger, enhed),
        ...modpart,
      }));
    });
  }

  #enhed(enhed: SoapObjekt) {
    const v = this.#v;
    const { uuid } = enhed;
    const over = foerste(enhed, 'Overordnet');
    const funktioner = v.funktioner('TilknyttedeEnheder', uuid);
    const systemroller = v.funktioner('TilknyttedeEnheder', uuid, SYSTEMROLLE);
    const systemer = [enhed, ...systemroller].flatMap((en) =>
      en.relation('TilknyttedeItSystemer').map((post) => post.uuid),
    );
    const organisation = v.syn.Organisation.get(foerste(enhed, 'Tilhoerer')!)!;
    return {
      ...enhedsnavn(enhed),
      brugervendtNoegle: noegle(enhed),
      tilstand: v.tilstand(enhed),
      adresser: this.#adresser(enhed),
      overordnetEnhed: over ? enhedsnavn(v.enhed(over)) : null,
      underliggendeEnheder: v.under(uuid).map(enhedsnavn),
      tilhoerer: { uuid: organisation.uuid, organisationsnavn: organisation.felter.OrganisationNavn },
      opgaver: enhed.relation('Opgaver').map(({ uuid: klasse, type, rolle, indeks }) => ({
        uuid: klasse,
        opgaveRolleTitel: v.titel(rolle),
        kleEmneTitel: v.titel(klasse),
        klassifikation: { type, rolle, indeks },
      })),
      itSystemer: [...new Set(systemer)].map((system) => ({
        uuid: system,
        itSystemNavn: v.syn.ItSystem.get(system)!.felter.ItSystemNavn,
      })),
      medlemskaber: this.#medlemskaber(funktioner, (funktion) =>
        funktion.relation('TilknyttedeBrugere').map((post) => {
          const bruger = v.bruger(post.uuid);
          return [post.uuid, uuid, { bruger: { uuid: post.uuid, brugernavn: bruger.felter.BrugerNavn } }] as const;
        }),
      ),
      henvendelsessteder: this.#henvendelsessteder(enhed),
    };
  }

  #henvendelsessteder(enhed: SoapObjekt) {
    const v = this.#v;
    const pegede = enhed.relation('TilknyttedeFunktioner').map(({ uuid }) => v.syn.OrganisationFunktion.get(uuid)!);
    const egne = v.funktioner('TilknyttedeEnheder', enhed.uuid);
    const steder = [...new Set([...pegede, ...egne])].filter(
      (funktion) => funktion.status?.kode === 'Aktiv' && foerste(funktion, 'Funktionstype') === HENVENDELSESSTED,
    );
    return steder.flatMap((funktion) =>
      funktion.relation('TilknyttedeOpgaver').map(({ uuid }) => ({
        uuid: funktion.uuid,
        navn: funktion.felter.FunktionNavn,
        henvendelsesOrganisationEnhed: { uuid: foerste(funktion, 'TilknyttedeEnheder') },
        opgave: {
          uuid,
          kleEmneNummer: v.syn.Klasse.get(uuid)!.felter.BrugervendtNoegleTekst,
          opgaveRolleTitel: null,
          klassifikation: null,
        },
      })),
    );
  }

  #bruger(bruger: SoapObjekt) {
    const v = this.#v;
    const { uuid } = bruger;
    const type = foerste(bruger, 'BrugerTyper');
    const person = v.syn.Person.get(foerste(bruger, 'TilknyttedePersoner') ?? '');
    return {
      uuid,
      brugernavn: bruger.felter.BrugerNavn,
      brugervendtNoegle: noegle(bruger),
      brugerTypeUuid: type ?? null,
      brugerTypeTitel: v.titel(type),
      tilstand: v.tilstand(bruger),
      adresser: this.#adresser(bruger),
      person: person
        ? {
            uuid: person.uuid,
            navn: person.felter.NavnTekst,
            brugervendtNoegle: noegle(person),
            cpr: person.felter['CPR-NummerTekst'] ?? null,
          }
        : null,
      harMedlemskab: this.#medlemskaber(v.funktioner('TilknyttedeBrugere', uuid), (funktion) =>
        funktion.relation('TilknyttedeEnheder').map((post) => {
          return [uuid, post.uuid, { medlemAf: enhedsnavn(v.enhed(post.uuid)) }] as const;
        }),
      ),
    };
  }
}
