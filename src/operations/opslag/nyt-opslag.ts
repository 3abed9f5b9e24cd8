/** The reads of one request, on the store. */
import type { Kalder } from '../../access/kalder.ts';
import { type Personfelt, skjulteFelter } from '../../access/personfelter.ts';
import { FkorgError } from '../../base/error.ts';
import { contains, FRA_ALTID, TIL_ALTID } from '../../base/instant.ts';
import type { Limits } from '../../base/limits.ts';
import { matcher } from '../../register/match.ts';
import { uuidOf } from '../../register/model.ts';
import type { Kriterium, Registreringskrav } from '../../register/soegning.ts';
import { KOMBIT_CVR } from '../../standard/koder.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Relationsnavn } from '../../standard/relationer.ts';
import type { Myndighedspost, Store } from '../../store/store.ts';
import type { Klassetekst } from '../klassetekster.ts';
import type { Kontekst } from '../kontekst.ts';
import { afvistVedDoeren } from '../krav.ts';
import type { Outcome } from '../operation.ts';
import { Frist, type Opslagsfrist } from './frist.ts';
import { klassetekstOf } from './klassetekst.ts';
import { Lager } from './lager.ts';
import { Objektlaeser } from './objektlaeser.ts';
import type { Fundne, Objekt, Opslag, Opslagstal, Punkt, Side, Sidespoergsmaal } from './opslag.ts';
import { heleStraekningen, type Straekning, sideOf } from './side.ts';
import { Synsfelt } from './synsfelt.ts';

/** Which registration is looked at; the one made at the instant itself is. */
function registreringskrav({ registrering }: Punkt): Registreringskrav {
  return { registreretFra: FRA_ALTID, senestFoer: registrering === undefined ? TIL_ALTID : registrering + 1 };
}

/** True where the relation points at the UUID at the point. */
function peger({ registrering }: Objekt, relation: Relationsnavn, maal: string, { virkning }: Punkt): boolean {
  return (registrering.relationer[relation] ?? []).some(
    (post) => post.reference && contains(post.virkning, virkning) && uuidOf(post.reference) === maal,
  );
}

/** In the order of their UUIDs, each once. */
function ordnet(objekter: readonly Objekt[]): Objekt[] {
  return objekter
    .toSorted((a, b) => (a.uuid < b.uuid ? -1 : 1))
    .filter((objekt, nr, alle) => nr === 0 || alle[nr - 1] !== objekt);
}

class StoreOpslag implements Opslag {
  readonly kalder: Kalder;
  readonly #store: Store;
  readonly #limits: Limits;
  readonly #frist: Frist;
  readonly #synsfelt: Synsfelt;
  readonly #lager: Lager;
  readonly #objekter: Objektlaeser;

  constructor({ kalder, store, limits }: Kontekst, frist: Opslagsfrist) {
    this.kalder = kalder;
    this.#store = store;
    this.#limits = limits;
    this.#frist = new Frist(frist, limits.opslagObjekterMax);
    this.#synsfelt = new Synsfelt(kalder, store);
    this.#lager = new Lager(store, [...new Set([...this.#synsfelt.ejere, KOMBIT_CVR])], this.#frist);
    this.#objekter = new Objektlaeser(kalder, this.#lager, this.#synsfelt, this.#frist);
  }

  get tal(): Opslagstal {
    return this.#frist.tal;
  }

  hent(objekttype: ObjektType, uuids: Iterable<string>, punkt: Punkt): Promise<Fundne> {
    return this.#objekter.hent(objekttype, uuids, punkt);
  }

  async somPegerPaa(
    objekttype: ObjektType,
    relation: Relationsnavn,
    uuids: Iterable<string>,
    punkt: Punkt,
  ): Promise<ReadonlyMap<string, readonly Objekt[]>> {
    const antal = this.#limits.opslagObjekterMax + 1;
    const soegning = { objekttype, relation, maal: [...new Set(uuids)], antal };
    const pegere = await this.#lager.pegere(this.#synsfelt.ejere, soegning, punkt);
    if (pegere.length >= antal) throw this.#frist.forMange();
    const iKraft = pegere.filter((par) => contains(par, punkt.virkning));
    const objekter = await this.hent(objekttype, new Set(iKraft.map(({ uuid }) => uuid)), punkt);
    const efterMaal = new Map<string, Objekt[]>();
    for (const { maal, uuid } of iKraft) {
      const objekt = objekter.get(uuid);
      // The document has the last word: of an object that hides another's, and of one that has been changed meanwhile.
      if (!objekt || !peger(objekt, relation, maal, punkt)) continue;
      const kendte = efterMaal.get(maal);
      if (kendte) kendte.push(objekt);
      else efterMaal.set(maal, [objekt]);
    }
    for (const [maal, fundne] of efterMaal) if (fundne.length > 1) efterMaal.set(maal, ordnet(fundne));
    return efterMaal;
  }

  async side(spoergsmaal: Sidespoergsmaal): Promise<Side> {
    const { ejer, objekttype, kriterier, punkt } = spoergsmaal;
    if (!this.#synsfelt.isSet(ejer)) return { objekter: [], harFoer: false, harEfter: false };
    const foerst = await this.#foerste(spoergsmaal);
    const laes = async ({ efter, foer, antal, isBagfra }: Straekning) => {
      const fundne = await this.#frist.spoerg(() =>
        this.#store.reads.soegSide(ejer, this.#synsfelt.foran(ejer), {
          objekttype,
          kriterier,
          registrering: registreringskrav(punkt),
          antal,
          isBagfra,
          ...(efter !== undefined && { efter }),
          ...(foer !== undefined && { foer }),
        }),
      );
      const objekter = await this.hent(objekttype, fundne, punkt);
      const deres = fundne.flatMap((uuid) => objekter.get(uuid) ?? []).filter((objekt) => objekt.ejer === ejer);
      return { fundne, objekter: deres };
    };
    return sideOf(spoergsmaal, foerst, (straekning) => heleStraekningen(straekning, laes));
  }

  async find(
    ejer: string,
    objekttype: ObjektType,
    kriterier: readonly Kriterium[],
    punkt: Punkt,
  ): Promise<readonly string[] | Personfelt> {
    const feltnavne: readonly string[] = kriterier.flatMap((krav) => (krav.art === 'felt' ? krav.navn : []));
    const skjult = skjulteFelter(this.kalder, objekttype, ejer).find((felt) => feltnavne.includes(felt));
    if (skjult) return skjult;
    const isFaelles = (cvr: string) =>
      objekttype === 'Klasse' ||
      (this.#synsfelt.isSet(cvr) && skjulteFelter(this.kalder, objekttype, cvr).length === 0);
    const ejere = this.#synsfelt.isSet(ejer) ? [ejer] : [];
    if (ejer !== KOMBIT_CVR && isFaelles(KOMBIT_CVR)) ejere.push(KOMBIT_CVR);
    const max = this.#limits.opslagFundneMax;
    const fundne = await this.#frist.spoerg(() =>
      this.#store.reads.soeg(ejere, {
        objekttype,
        kriterier,
        registrering: registreringskrav(punkt),
        foerste: 0,
        antal: max + 1,
      }),
    );
    if (fundne.length <= max) return fundne;
    throw new FkorgError(
      'limit-passed',
      `Filtret rammer flere end ${max} objekter af typen ${objekttype}; gør det snævrere`,
    );
  }

  async klassetekster(uuids: Iterable<string>, punkt: Punkt): Promise<ReadonlyMap<string, Klassetekst>> {
    const ejere = [...new Set([...this.#synsfelt.ejere, KOMBIT_CVR])];
    const klasser = await this.#lager.hent(ejere, 'Klasse', [...new Set(uuids)], punkt);
    const tekster = new Map<string, Klassetekst>();
    for (const { uuid, registreringer } of klasser) {
      const tekst = klassetekstOf(registreringer[0]!, punkt.virkning);
      if (tekst) tekster.set(uuid, tekst);
    }
    return tekster;
  }

  async myndighed(cvr: string): Promise<Myndighedspost | undefined> {
    return this.#synsfelt.isSet(cvr) ? this.#store.myndighed(cvr) : undefined;
  }

  /** The object that comes first, where it is a hit. */
  async #foerste({ ejer, objekttype, kriterier, punkt, foerst }: Sidespoergsmaal): Promise<Objekt | undefined> {
    if (foerst === undefined) return undefined;
    const objekt = (await this.hent(objekttype, [foerst], punkt)).get(foerst);
    return objekt?.ejer === ejer && matcher(objekt.registrering, objekttype, kriterier) ? objekt : undefined;
  }
}

/** The reads of a request, where the caller may make it; else the refusal. */
export function aabnOpslag(kontekst: Kontekst, frist: Opslagsfrist): Opslag | Outcome {
  return afvistVedDoeren(kontekst, { verbum: 'organisationhent' }) ?? new StoreOpslag(kontekst, frist);
}
