/** The positions of a user: functions of type Enhedsrolle, past, present and planned (spec sf1500 §4.3, §2.11). */

import { laegOver } from '../../register/tidslinje.ts';
import type { Skrivning } from '../../store/store.ts';
import { egenskab, luk, stempelAf, tilstand } from '../byg.ts';
import { fastUuid } from '../navnerum.ts';
import type { Brugergrundlag } from './brugere.ts';
import { LEDERTITLER } from './domaener.ts';
import { type Funktion, funktion } from './funktioner.ts';
import { brugerUuid } from './personer.ts';
import { brugertraek } from './saertraek.ts';
import { tilfaeldig } from './tilfaeldig.ts';
import type { Dagstrin, Verden } from './verden.ts';

/** The step of a deactivation: from a day on Inaktiv, and these relations at an end. */
export function afslutning(verden: Verden, dag: number, tilDag: number, relationer: readonly string[]): Dagstrin {
  const til = verden.kalender.dag(tilDag);
  return {
    dag,
    noteTekst: 'Fratrædelse',
    aendr: (foer) => ({
      tilstande: laegOver(foer.tilstande, [tilstand(verden.stempel(til), 'Inaktiv')]),
      relationer: Object.fromEntries(
        Object.entries(foer.relationer).map(([navn, entries]) => [
          navn,
          relationer.includes(navn) ? luk(entries, til) : entries,
        ]),
      ),
    }),
  };
}

const STILLINGENS_RELATIONER = ['TilknyttedeBrugere', 'TilknyttedeEnheder'];

/** Every position that the user has, had, or will have, and what else it is appointed to. */
export function stillinger(verden: Verden, grundlag: Brugergrundlag): readonly Skrivning[] {
  const { nr, fraDag, kendtDag, enhed } = grundlag;
  const start = { dag: kendtDag };
  const nuvaerende = stilling(verden, grundlag, 'stilling', fraDag);
  const andenEnhed = { enheder: [verden.trae.enhed(enhed.overordnet ?? 1).uuid] };
  const slut = (dag: number, tilDag: number) => afslutning(verden, dag, tilDag, STILLINGENS_RELATIONER);
  const traek = brugertraek(nr);

  switch (traek) {
    case 'fratraadt':
      return [funktion(verden, nuvaerende, start, [slut(-220, -210)])];
    case 'fratraeder':
      return [funktion(verden, nuvaerende, start, [slut(-25, 50)])];
    case 'skiftet-enhed': {
      const tidligere = { ...stilling(verden, grundlag, 'tidligere-stilling', fraDag), ...andenEnhed };
      const ny = { ...nuvaerende, fraDag: -250 };
      return [funktion(verden, tidligere, start, [slut(-260, -250)]), funktion(verden, ny, { dag: -260 })];
    }
    case 'skal-skifte-enhed': {
      const naeste = { ...stilling(verden, grundlag, 'naeste-stilling', 40), ...andenEnhed };
      return [funktion(verden, nuvaerende, start, [slut(-30, 40)]), funktion(verden, naeste, { dag: -30 })];
    }
    case 'to-stillinger': {
      const anden = { ...stilling(verden, grundlag, 'anden-stilling', -450), ...andenEnhed };
      return [funktion(verden, nuvaerende, start), funktion(verden, anden)];
    }
    case 'ny-titel':
      return [funktion(verden, nuvaerende, start, [nyTitel(verden, nuvaerende, nr)])];
    case 'passiveret-stilling': {
      const fejl = { ...stilling(verden, grundlag, 'fejloprettet-stilling', fraDag), ...andenEnhed };
      const passiveret: Dagstrin = { dag: -280, livscyklusKode: 'Passiveret', noteTekst: 'Oprettet ved en fejl' };
      return [funktion(verden, nuvaerende, start), funktion(verden, fejl, start, [passiveret])];
    }
    case 'ansat-i': {
      const ansat: Funktion = {
        ...stilling(verden, grundlag, 'ansat-i', fraDag),
        ...andenEnhed,
        type: 'OrganisationFunktion.Type.AnsatI',
      };
      return [funktion(verden, nuvaerende, start), funktion(verden, ansat, start)];
    }
    default:
      return [funktion(verden, nuvaerende, start)];
  }
}

function stilling(verden: Verden, grundlag: Brugergrundlag, slags: string, fraDag: number): Funktion {
  const { nr, enhed, isLeder } = grundlag;
  const titel = tilfaeldig(verden.seed, `titel/${nr}`).vaelg(enhed.domaene.stillinger);
  return {
    uuid: fastUuid('korsbaek', slags, String(nr)),
    type: 'OrganisationFunktion.Type.Enhedsrolle',
    noegle: `${slags}-${nr}`,
    navn: isLeder ? LEDERTITLER[enhed.niveau - 1]! : titel,
    fraDag,
    enheder: [enhed.uuid],
    brugere: [brugerUuid(nr)],
  };
}

/** A new job title, which the user wrote into the register. */
function nyTitel(verden: Verden, foer: Funktion, nr: number): Dagstrin {
  const ny = egenskab(stempelAf(brugerUuid(nr), 'Bruger', 'Ny titel efter aftale')(verden.kalender.dag(-160)), {
    BrugervendtNoegleTekst: foer.noegle,
    FunktionNavn: `Senior: ${foer.navn}`,
  });
  return {
    dag: -170,
    brugerRef: { uuid: brugerUuid(nr) },
    aendr: ({ egenskaber }) => ({ egenskaber: laegOver(egenskaber, [ny]) }),
  };
}
