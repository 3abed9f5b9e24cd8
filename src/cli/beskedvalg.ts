/** What the register's own messages are to be called, out of the settings. */
import type { Orgvalg } from '../beskedfordeler/org/valg.ts';
import { skrivRegistreringBesked } from '../fronts/soap/registreringbesked.ts';
import type { SettingValues } from './settings-rows.ts';

export function orgvalgOf(settings: SettingValues): Orgvalg {
  const uuid = (navn: Extract<keyof SettingValues, `besked-${string}`>) => String(settings[navn]).toLowerCase();
  return {
    Bruger: { beskedtype: uuid('besked-orgbruger'), objekttype: uuid('besked-objekttype-bruger') },
    OrganisationEnhed: { beskedtype: uuid('besked-orgenhed'), objekttype: uuid('besked-objekttype-enhed') },
    relaterede: {
      Organisation: uuid('besked-objekttype-organisation'),
      Person: uuid('besked-objekttype-person'),
      Adresse: uuid('besked-objekttype-adresse'),
      OrganisationFunktion: uuid('besked-objekttype-funktion'),
    },
    handlinger: {
      Opstaaet: uuid('besked-handling-opstaaet'),
      Importeret: uuid('besked-handling-importeret'),
      Rettet: uuid('besked-handling-rettet'),
      Passiveret: uuid('besked-handling-passiveret'),
      Slettet: uuid('besked-handling-slettet'),
    },
    anvendersystem: uuid('besked-anvendersystem'),
    foelsomhed: uuid('besked-foelsomhed'),
    foelsomhedBeskyttet: uuid('besked-foelsomhed-beskyttet'),
    ...(settings['besked-indhold'] === 'fuld' && { skrivRegistrering: skrivRegistreringBesked }),
    erAfledt: settings['besked-afledte'],
  };
}
