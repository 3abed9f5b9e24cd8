/** One attempt to hand one message to the receiver of a dueslag: the copy is made, sent, and the answer judged. */
import type { Clock } from '../../base/clock.ts';
import { FkorgError } from '../../base/error.ts';
import type { Levering } from '../../store/beskeder/beskeder.ts';
import type { Dueslag } from '../../store/beskeder/dueslag.ts';
import type { Modtageraftale } from '../adgang/aftale.ts';
import { gaelderFor } from '../adgang/modtag.ts';
import type { Haendelsesbesked } from '../kuvert/haendelsesbesked.ts';
import { genlaesHaendelsesbesked } from '../kuvert/laes.ts';
import { skrivLeveret } from '../kuvert/lever.ts';
import { Adressebrud, type Adressekrav, laesAdresse } from './adresse.ts';
import { type Bud, type Forsendelse, IntetSvar, type Svar } from './forsendelse.ts';
import { INDHOLDSTYPE, skrivModtagBesked } from './modtagbesked.ts';
import { signaturhoveder } from './signatur.ts';
import { udfaldAfPush, udfaldAfWebhook } from './svar.ts';
import type { Udfald } from './udfald.ts';

export interface Leveringsvalg {
  readonly bud: Bud;
  /** For which authorities the one that the dueslag belongs to may receive now: agreements end while messages wait. */
  readonly aftaler: (dueslag: Dueslag) => Promise<readonly Pick<Modtageraftale, 'cvr'>[]>;
  /** Whether `bud` has a certificate to show. */
  readonly harCertifikat: boolean;
  readonly krav: Adressekrav;
  /** The UUID of the distributor, as Leverancerute names it. */
  readonly fordelingssystem: string;
  /** What a webhook gets. */
  readonly cloudEvent: (besked: Haendelsesbesked) => object;
  readonly clock: Clock;
}

const PRODUKT = 'fkorg';

/** A message that cannot be written as it should be sent, or that its receiver may not have any more, has no outcome. */
export class Uleverbar extends Error {}

/**
 * Sends a message.
 *
 * @param forsoeg Attempts made with it, this one included.
 */
export async function lever(
  valg: Leveringsvalg,
  dueslag: Dueslag,
  levering: Levering,
  forsoeg: number,
  slut: AbortSignal,
): Promise<Udfald> {
  const url = adresseOf(valg.krav, dueslag);
  if (!(url instanceof URL)) return url;
  const aftaler = await valg.aftaler(dueslag);
  if (aftaler.length === 0) {
    return stop(
      'AFTALE',
      'Den, der har dueslaget, har ingen godkendt aftale om BeskedModtag; det, der venter, sendes ikke',
    );
  }
  if (!gaelderFor(levering.tilladteModtagere, aftaler)) {
    throw new Uleverbar('Ingen aftale gælder mere for dem, som beskeden er til');
  }
  if (dueslag.maade === 'webhook') {
    const { noegle } = dueslag;
    if (noegle === undefined) return stop('NOEGLE', 'Dueslaget har ingen nøgle at signere med');
    const hoveder = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
    const indhold = skrevet(() =>
      Buffer.from(JSON.stringify(valg.cloudEvent(genlaesHaendelsesbesked(levering.indhold)))),
    );
    const signeret = { ...hoveder, ...signaturhoveder(noegle, levering.beskedId, valg.clock(), indhold) };
    return udfaldAfWebhook(await svarPaa(valg.bud, { url, hoveder: signeret, indhold }, slut), valg.clock());
  }
  if (!valg.harCertifikat) {
    return stop('CERTIFIKAT', 'fkorg har intet certifikat at vise modtageren; `fkorg pki init` laver det');
  }
  const indhold = skrevet(() => skrivModtagBesked(kopi(valg, levering, forsoeg)));
  return udfaldAfPush(await svarPaa(valg.bud, { url, hoveder: { 'content-type': INDHOLDSTYPE }, indhold }, slut));
}

function stop(kode: string, grund: string): Udfald {
  return { art: 'stop', kode, grund, isEndelig: true };
}

function adresseOf(krav: Adressekrav, { adresse }: Dueslag): URL | Udfald {
  if (adresse === undefined) return stop('ADRESSE', 'Dueslaget har ingen adresse');
  try {
    return laesAdresse(adresse, krav);
  } catch (fejl) {
    if (!(fejl instanceof Adressebrud)) throw fejl;
    return stop('ADRESSE', `Adressen bryder reglen ${fejl.regel}`);
  }
}

async function svarPaa(bud: Bud, forsendelse: Forsendelse, slut: AbortSignal): Promise<Svar | IntetSvar> {
  const hoveder = { ...forsendelse.hoveder, 'user-agent': PRODUKT };
  try {
    return await bud.send({ ...forsendelse, hoveder }, slut);
  } catch (fejl) {
    if (fejl instanceof IntetSvar) return fejl;
    throw fejl;
  }
}

function kopi(valg: Leveringsvalg, levering: Levering, forsoeg: number): string {
  const { tilladteModtagere, abonnementUuid, modtaget, afsenderUuid } = levering;
  return skrivLeveret(genlaesHaendelsesbesked(levering.indhold), {
    tilladteModtagere,
    abonnementUuid,
    forsoeg,
    modtaget,
    leveret: valg.clock(),
    fordelingssystem: valg.fordelingssystem,
    ...(afsenderUuid !== undefined && { modtagetFra: afsenderUuid }),
  });
}

function skrevet(skriv: () => Buffer): Buffer {
  try {
    return skriv();
  } catch (cause) {
    throw new Uleverbar(cause instanceof FkorgError ? cause.message : 'Beskeden kan ikke skrives', { cause });
  }
}
