/**
 * Brings systems and agreements to what a file says: what is so already is left alone, so that a file is applied at every
 * start. What the file does not name is left alone as well. Pure: gives rows, and lines that tell of them.
 */

import type { Node } from 'yaml';
import type { Certifikat } from '../identity/trust/certifikat.ts';
import type { Administrationsposter, Haendelse, Miljoe } from '../store/administration/administration.ts';
import type { Sted } from './aftalebrud.ts';
import type { Aftalefil, Filaftale, Filsystem } from './aftalefil.ts';
import { assertMyndighed, ordnet } from './indhold.ts';
import { anmod, godkend, kopier, levende, ophoer } from './livsforloeb.ts';
import { type Aftale, type Tilstand, tilstandOf } from './model.ts';
import { manglendeParter, statusOf } from './status.ts';
import { findSystem, fjernCertifikat, omdoebSystem, opretSystem, tilfoejCertifikater } from './systemer.ts';

export interface Anvendelse {
  readonly miljoe: Miljoe;
  /** The authorities of the register. */
  readonly kendte: ReadonlySet<string>;
  readonly hvem: Haendelse;
  readonly nytUuid: () => string;
  /** The certificate of a file that the file names; throws an `Aftalebrud` at the place. */
  readonly laesCertifikat: (fil: string, sted: Sted) => Certifikat;
}

type Poster = { -readonly [Kind in keyof Administrationsposter]: Administrationsposter[Kind] };

/** Rows that grow, with the state that they amount to and the lines about what was added. */
class Arbejde {
  #alle: Administrationsposter;
  #tilstand: Tilstand | undefined;
  readonly nye: Poster = { systemer: [], certifikater: [], aftaler: [], afgoerelser: [] };
  readonly linjer: string[] = [];

  constructor(poster: Administrationsposter) {
    this.#alle = poster;
  }

  get tilstand(): Tilstand {
    this.#tilstand ??= tilstandOf(this.#alle);
    return this.#tilstand;
  }

  aftale(uuid: string): Aftale {
    return this.tilstand.aftaler.find((aftale) => aftale.uuid === uuid)!;
  }

  tilfoej(poster: Partial<Administrationsposter>, linje: string): void {
    this.#alle = sammen(this.#alle, poster);
    Object.assign(this.nye, sammen(this.nye, poster));
    this.#tilstand = undefined;
    this.linjer.push(linje);
  }
}

/** All rows, those of `b` last. */
export function sammen(a: Administrationsposter, b: Partial<Administrationsposter>): Administrationsposter {
  return {
    systemer: [...a.systemer, ...(b.systemer ?? [])],
    certifikater: [...a.certifikater, ...(b.certifikater ?? [])],
    aftaler: [...a.aftaler, ...(b.aftaler ?? [])],
    afgoerelser: [...a.afgoerelser, ...(b.afgoerelser ?? [])],
  };
}

/**
 * What is to be added to the rows so that everything is as the file says, and a line for each thing. Throws `bad-file`
 * with file, line, column and rule.
 */
export function anvendFil(
  poster: Administrationsposter,
  { noder, systemer, aftaler }: Aftalefil,
  anvendelse: Anvendelse,
): { readonly nye: Administrationsposter; readonly linjer: readonly string[] } {
  const arbejde = new Arbejde(poster);
  const sete = new Set<string>();
  const seEnGang = (node: Node, noegle: string) => {
    if (sete.has(noegle)) throw noder.fejl(node, 'fil-gentaget', 'It was named before.');
    sete.add(noegle);
  };
  const laeste = systemer.map((system) => ({
    ...system,
    laeste: noder.ved(system.node, () =>
      system.certifikater?.map((fil, nr) => anvendelse.laesCertifikat(fil, ['certifikater', nr])),
    ),
  }));
  for (const system of laeste) {
    seEnGang(system.node, system.uuid.toLowerCase());
    noder.ved(system.node, () => systemOgBortfald(arbejde, system, system.laeste, anvendelse));
  }
  // When all that certificates were taken from are done: one may go from a system to another.
  for (const { node, uuid, laeste: certifikater = [] } of laeste) {
    noder.ved(node, () => nyeCertifikater(arbejde, uuid, certifikater, anvendelse));
  }
  for (const aftale of aftaler) {
    noder.ved(aftale.cvrNode, () => assertMyndighed(aftale.cvr, anvendelse.kendte, []));
    noder.ved(aftale.node, () => {
      const { uuid } = findSystem(arbejde.tilstand, aftale.system);
      seEnGang(aftale.cvrNode, `${uuid} ${aftale.cvr}`);
      bringAftale(arbejde, uuid, aftale, noder.navn, anvendelse);
    });
  }
  return { nye: arbejde.nye, linjer: arbejde.linjer };
}

function systemOgBortfald(
  arbejde: Arbejde,
  { uuid, navn }: Filsystem,
  certifikater: readonly Certifikat[] | undefined,
  { hvem }: Anvendelse,
): void {
  const kendt = arbejde.tilstand.systemer.find((system) => system.uuid === uuid.toLowerCase());
  if (!kendt) arbejde.tilfoej(opretSystem(arbejde.tilstand, uuid, navn, hvem), `System ${navn} (${uuid}): registered.`);
  if (kendt && kendt.navn !== navn) {
    arbejde.tilfoej(omdoebSystem(kendt, navn, hvem), `System ${navn} (${uuid}): was called ${kendt.navn}.`);
  }
  for (const { sha256 } of (certifikater && kendt?.certifikater) ?? []) {
    if (certifikater!.some((certifikat) => certifikat.sha256 === sha256)) continue;
    arbejde.tilfoej(fjernCertifikat(kendt!, sha256, hvem), `System ${navn}: the certificate ${sha256} is taken away.`);
  }
}

function nyeCertifikater(
  arbejde: Arbejde,
  uuid: string,
  certifikater: readonly Certifikat[],
  { hvem }: Anvendelse,
): void {
  const { navn } = findSystem(arbejde.tilstand, uuid);
  const nye = tilfoejCertifikater(arbejde.tilstand, uuid.toLowerCase(), certifikater, hvem);
  const antal = nye.certifikater.length;
  if (antal > 0)
    arbejde.tilfoej(nye, `System ${navn}: ${antal} ${antal === 1 ? 'certificate' : 'certificates'} added.`);
}

function bringAftale(
  arbejde: Arbejde,
  systemUuid: string,
  { cvr, indhold, system, godkendtAf, isOphoert }: Filaftale,
  fil: string,
  { miljoe, kendte, hvem, nytUuid }: Anvendelse,
): void {
  const hvad = `${system}, ${cvr}`;
  const kendt = levende(arbejde.tilstand, { systemUuid, cvr, miljoe });
  if (isOphoert) {
    if (kendt) arbejde.tilfoej(ophoer(kendt, `ophørt i ${fil}`, hvem), `Agreement ${kendt.uuid} (${hvad}): ended.`);
    return;
  }
  let uuid = kendt?.uuid;
  const isEns = kendt && JSON.stringify(kendt.indhold) === JSON.stringify(ordnet(indhold));
  if (kendt && !isEns) {
    const status = statusOf(kendt);
    arbejde.tilfoej(
      ophoer(kendt, `ændret i ${fil}`, hvem),
      `Agreement ${kendt.uuid} (${hvad}): was ${status}; ended, because the file says otherwise.`,
    );
    uuid = nytUuid();
    const kopi = kopier(arbejde.tilstand, arbejde.aftale(kendt.uuid), uuid, indhold, kendte, hvem);
    arbejde.tilfoej(kopi, `Agreement ${uuid} (${hvad}): copied from it, with what the file says.`);
  }
  if (uuid === undefined) {
    uuid = nytUuid();
    const nye = anmod(arbejde.tilstand, { uuid, systemUuid, cvr, miljoe, indhold }, kendte, hvem);
    arbejde.tilfoej(nye, `Agreement ${uuid} (${hvad}): requested.`);
  }
  godkendSomFilen(arbejde, uuid, godkendtAf, hvad, hvem);
}

function godkendSomFilen(
  arbejde: Arbejde,
  uuid: string,
  godkendtAf: Filaftale['godkendtAf'],
  hvad: string,
  hvem: Haendelse,
): void {
  const mangler = () => new Set(manglendeParter(arbejde.aftale(uuid)).map(({ cvr }) => cvr));
  for (const cvr of godkendtAf === 'alle' ? mangler() : new Set(godkendtAf)) {
    const aftale = arbejde.aftale(uuid);
    const harGodkendt = aftale.afgoerelser.some(({ part }) => part?.cvr === cvr);
    if (harGodkendt && !mangler().has(cvr)) continue;
    arbejde.tilfoej(godkend(arbejde.tilstand, aftale, cvr, hvem), `Agreement ${uuid} (${hvad}): approved by ${cvr}.`);
  }
}
