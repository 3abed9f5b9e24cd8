/** KLE in KL's own XML to an edition: one main group at a time is a tree, and of that numbers, titles, UUIDs and days are kept. */
import { shownValue } from '../../base/brud.ts';
import { FkorgError } from '../../base/error.ts';
import type { Instant } from '../../base/instant.ts';
import { DEFAULT_LIMITS } from '../../base/limits.ts';
import { isUuid } from '../../base/uuid.ts';
import { KLE_KLASSIFIKATION } from '../../data/kle.ts';
import { felter } from '../../standard/felter.ts';
import { DelReader } from '../../xml/dele.ts';
import { type XmlElement, xmlLimitsOf } from '../../xml/parse.ts';
import { dagOf } from '../csv-vaerdier.ts';
import type { Filbrud } from '../emne.ts';
import type { Afvisning } from '../indlaesning.ts';
import type { Kendt } from './kendt.ts';
import { KLEFORMER, type Kleform } from './kle-form.ts';
import { OBJEKTER_MAX, peg, type Udgave, type Udgivet } from './udgave.ts';

/** Characters of a main group, its guidance included; the whole of KLE has some 10 million. */
const TEGN_MAX = DEFAULT_LIMITS.importBodyBytesMax;
const LIMITS = { ...xmlLimitsOf(DEFAULT_LIMITS, TEGN_MAX), charsMax: TEGN_MAX };
const TITEL_TEGN_MAX = felter.get('TitelTekst')!.tegnMax!;
/** Elements that are passed over are named, but not without end. */
const OVERSETE_MAX = 50;

interface Klevalg {
  readonly kendt: Kendt;
  /** The facet in place of the one of the form. */
  readonly facet?: string | undefined;
}

/** Throws `bad-file` where it is not XML, or no KLE: what follows cannot be read. */
export async function laesKle(tekst: AsyncIterable<string>, valg: Klevalg): Promise<Udgave> {
  const reader = new DelReader(LIMITS, (open) => open.length === 2);
  let laeser: Klelaeser | undefined;
  try {
    for await (const piece of tekst) {
      const dele = reader.write(piece);
      if (reader.rod) laeser ??= new Klelaeser(formOf(reader.rod), valg);
      for (const { rod } of dele) laeser!.tag(rod);
    }
    reader.end();
  } catch (error) {
    if (error instanceof FkorgError && (error.code === 'malformed-request' || error.code === 'limit-passed')) {
      throw new FkorgError('bad-file', error.message, { cause: error });
    }
    throw error;
  }
  return laeser!.udgave();
}

function formOf({ navn }: XmlElement): Kleform {
  const form = KLEFORMER.find(({ rod }) => rod === navn);
  if (form) return form;
  const kendte = KLEFORMER.map(({ rod }) => rod).join(' or ');
  throw new FkorgError('bad-file', `The root of the file is ${navn.slice(0, 100)}; in KL's own XML it is ${kendte}.`);
}

class Klelaeser {
  readonly #form: Kleform;
  readonly #facet: string;
  readonly #kendt: Kendt;
  readonly #klasser: Udgivet[] = [];
  readonly #afviste: Afvisning[] = [];
  readonly #oversete = new Set<string>();
  #udgivet: { readonly linje: number; readonly dag: string } | undefined;

  constructor(form: Kleform, { kendt, facet }: Klevalg) {
    this.#form = form;
    this.#facet = facet ?? form.facet;
    this.#kendt = kendt;
  }

  tag(element: XmlElement): void {
    if (element.navn === this.#form.niveauer[0]!.element) this.#niveau(element, 0);
    else if (element.navn !== 'UdgivelsesDato') this.#overse(element);
    else {
      const dag = element.tekst.trim().slice(0, 10);
      if (dagOf(dag) === undefined) this.#afvis(element, 'UdgivelsesDato', 'a day such as 2026-02-01', 'fil-form');
      else this.#udgivet = { linje: element.linje, dag };
    }
  }

  udgave(): Udgave {
    const foerste = this.#klasser.reduce<Instant | undefined>((min, { fra }) => {
      return fra === undefined || (min !== undefined && min <= fra) ? min : fra;
    }, undefined);
    const faelles = {
      isFuld: true as const,
      linje: this.#udgivet?.linje ?? 1,
      ...(foerste !== undefined && { fra: foerste }),
    };
    const { noegle, titel } = this.#form;
    const klassifikation: Udgivet = {
      ...faelles,
      objekttype: 'Klassifikation',
      uuid: KLE_KLASSIFIKATION,
      felter: { BrugervendtNoegleTekst: 'KLE', TitelTekst: 'KLE', KaldenavnTekst: 'KLE', OphavsretTekst: 'KL' },
      relationer: {},
    };
    const facet: Udgivet = {
      ...faelles,
      objekttype: 'Facet',
      uuid: this.#facet,
      felter: {
        BrugervendtNoegleTekst: noegle,
        TitelTekst: titel,
        OphavsretTekst: 'KL',
        ...(this.#udgivet && { SupplementTekst: udgaveTekst(this.#udgivet.dag) }),
      },
      relationer: { FacetTilhoerer: peg(KLE_KLASSIFIKATION) },
    };
    return {
      objekter: [klassifikation, facet, ...this.#klasser],
      facetter: new Set([this.#facet]),
      afviste: this.#klasser.length > 0 || this.#afviste.length > 0 ? this.#afviste : [this.#tom()],
      oversete: [...this.#oversete],
    };
  }

  /** An edition without a class would end all of them. */
  #tom(): Afvisning {
    const sted = this.#form.niveauer[0]!.element;
    return { linje: 1, brud: [{ regel: 'fil-mangler', sted, forventet: 'at least one' }] };
  }

  #niveau(element: XmlElement, nr: number, over?: { readonly uuid: string; readonly nummer: string }): void {
    const { element: navn, form, eksempel } = this.#form.niveauer[nr]!;
    const under = this.#form.niveauer[nr + 1]?.element;
    const barn = (navnet: string) => element.boern.find((en) => en.navn === navnet);
    const nummer = barn(`${navn}Nr`)?.tekst.trim() ?? '';
    const titel = barn(`${navn}Titel`)?.tekst.replace(/\s+/g, ' ').trim() ?? '';
    const givet = barn('UUID')?.tekst.trim().toLowerCase() ?? '';
    const administrativ = barn(`${navn}AdministrativInfo`);
    const historisk = administrativ?.boern.find((en) => en.navn === 'Historisk');
    const fra = this.#dag(administrativ, navn, 'OprettetDato');
    const til = this.#dag(historisk, navn, 'UdgaaetDato') ?? this.#dag(flyttet(historisk), navn, 'FlyttetDato');

    if (!form.test(nummer)) this.#afvis(element, `${navn}Nr`, `a number such as ${eksempel}`, 'fil-nummer', nummer);
    else if (over && !nummer.startsWith(over.nummer)) {
      this.#afvis(element, `${navn}Nr`, `a number below ${over.nummer}`, 'fil-nummer', nummer);
    }
    if (titel === '') this.#afvis(element, `${navn}Titel`, 'something', 'fil-mangler');
    else if ([...titel].length > TITEL_TEGN_MAX) {
      this.#afvis(element, `${navn}Titel`, `a text of at most ${TITEL_TEGN_MAX} characters`, 'fil-form', titel);
    }
    if (givet !== '' && !isUuid(givet)) this.#afvis(element, `${navn}/UUID`, 'a UUID', 'fil-form', givet);

    const uuid = isUuid(givet) ? givet : this.#kendt.klasseUuid(this.#facet, nummer);
    if (this.#klasser.length === OBJEKTER_MAX) {
      throw new FkorgError('limit-passed', `The file has more than ${OBJEKTER_MAX} classes.`);
    }
    this.#klasser.push({
      linje: element.linje,
      objekttype: 'Klasse',
      uuid,
      felter: { BrugervendtNoegleTekst: nummer, TitelTekst: titel },
      relationer: { Facet: peg(this.#facet), OverordnetKlasse: peg(over?.uuid) },
      ...(fra !== undefined && { fra }),
      ...(til !== undefined && { til }),
    });
    const kendte = [`${navn}Nr`, `${navn}Titel`, 'UUID', `${navn}AdministrativInfo`];
    for (const en of element.boern) {
      if (en.navn === under) this.#niveau(en, nr + 1, { uuid, nummer });
      else if (!kendte.includes(en.navn)) this.#overse(en);
    }
  }

  #dag(i: XmlElement | undefined, navn: string, felt: string): Instant | undefined {
    const element = i?.boern.find((en) => en.navn === felt);
    const tekst = element?.tekst.trim() ?? '';
    if (!element || tekst === '') return undefined;
    const dag = /^\d{4}-\d{2}-\d{2}($|[TZ+-])/.test(tekst) ? dagOf(tekst.slice(0, 10)) : undefined;
    if (dag === undefined) this.#afvis(element, `${navn}/${felt}`, 'a day such as 2026-02-01', 'fil-form', tekst);
    return dag;
  }

  #afvis(element: XmlElement, sted: string, forventet: string, regel: Filbrud['regel'], vaerdi = ''): void {
    const brud = { regel, sted, ...(vaerdi !== '' && { vaerdi: shownValue(vaerdi) }), forventet };
    this.#afviste.push({ linje: element.linje, brud: [brud] });
  }

  /** A level outside the one above it is not passed over: its classes would end. */
  #overse(element: XmlElement): void {
    const { navn } = element;
    if (this.#form.niveauer.some((niveau) => niveau.element === navn)) {
      this.#afvis(element, navn, 'its place in the level above it', 'fil-element');
    } else if (this.#oversete.size < OVERSETE_MAX) this.#oversete.add(navn.slice(0, 100));
  }
}

function flyttet(historisk: XmlElement | undefined): XmlElement | undefined {
  return historisk?.boern.find(({ navn }) => navn === 'Flyttet');
}

/** What the facet says of its edition. */
function udgaveTekst(dag: string): string {
  return `Udgave ${dag}`;
}
