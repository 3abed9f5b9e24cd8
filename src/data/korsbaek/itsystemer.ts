/** It-systems that do not exist: some of Korsbæk's own, some shared by all and kept by KOMBIT, and who uses them. */
import { KOMBIT_CVR } from '../../standard/koder.ts';
import type { Skrivning } from '../../store/store.ts';
import { egenskab, indhold, nytObjekt, relation, stempelAf, tilstand } from '../byg.ts';
import { type Klassenoegle, klasseUuid } from '../klasser.ts';
import { KOMBIT_ORGANISATION } from '../kommuner.ts';
import { fastUuid } from '../navnerum.ts';
import { brugervendtNoegle, KORSBAEK_POST, STAMDATA_FRA } from '../superorg.ts';
import { adresse, adresserelation } from './adresser.ts';
import { funktion } from './funktioner.ts';
import { ascii, DOMAENENAVN } from './navne.ts';
import type { Enhed } from './trae.ts';
import { FOERSTE_DAG, objekt, type Verden } from './verden.ts';

interface Itsystem {
  readonly navn: string;
  readonly isFaelles?: true;
  readonly type: Extract<Klassenoegle, `ItSystem.Type.${string}`>;
  /** Beginning of the KLE group of the units that use it. */
  readonly kle: string;
}

const SYSTEMER: readonly Itsystem[] = [
  { navn: 'Korsbæk Intranet', type: 'ItSystem.Type.Selvbetjening', kle: '9' },
  { navn: 'Journalskabet', type: 'ItSystem.Type.Fagsystem', kle: '91' },
  { navn: 'Pladslisten', type: 'ItSystem.Type.Fagsystem', kle: '93' },
  { navn: 'Omsorgsbogen', type: 'ItSystem.Type.Fagsystem', kle: '94' },
  { navn: 'Giv et Vink', type: 'ItSystem.Type.Selvbetjening', kle: '95' },
  { navn: 'Fælles Ydelsesberegner (opdigtet)', isFaelles: true, type: 'ItSystem.Type.Fagsystem', kle: '92' },
  { navn: 'Fælles Jobkort (opdigtet)', isFaelles: true, type: 'ItSystem.Type.Fagsystem', kle: '96' },
];

function systemUuid(system: Itsystem): string {
  return fastUuid('korsbaek', 'itsystem', system.navn);
}

/** The systems that a unit names directly, beside the functions: departments do (spec sf1500 §4.3). */
export function systemerI(enhed: Enhed): readonly string[] {
  if (enhed.niveau !== 3) return [];
  return SYSTEMER.filter((system) => enhed.domaene.kle.startsWith(system.kle)).map(systemUuid);
}

/** The systems, their addresses, and one function of type Systemrolle for each. */
export function itsystemobjekter(verden: Verden): readonly Skrivning[] {
  return SYSTEMER.flatMap((system) => [
    ...(system.isFaelles ? [faellesSystem(verden, system)] : egetSystem(verden, system)),
    funktion(verden, {
      uuid: fastUuid('korsbaek', 'systemrolle', system.navn),
      type: 'OrganisationFunktion.Type.Systemrolle',
      noegle: brugervendtNoegle(`systemrolle-${ascii(system.navn)}`),
      navn: `Bruger af ${system.navn}`,
      fraDag: FOERSTE_DAG,
      itsystemer: [systemUuid(system)],
      enheder: brugerenheder(verden, system),
    }),
  ]);
}

function faellesSystem(verden: Verden, system: Itsystem): Skrivning {
  const gaelder = stempelAf(KOMBIT_ORGANISATION, 'Organisation')(STAMDATA_FRA);
  const uuid = systemUuid(system);
  return nytObjekt(
    { ejer: KOMBIT_CVR, objekttype: 'ItSystem', uuid },
    {
      tidspunkt: verden.kalender.registreret(FOERSTE_DAG, uuid),
      brugerRef: { uuid: KOMBIT_ORGANISATION },
      indhold: indhold([egenskab(gaelder, systemfelter(system))], [tilstand(gaelder, 'Aktiv')], {
        SystemTyper: [relation(gaelder, klasseUuid(system.type))],
      }),
    },
  );
}

function egetSystem(verden: Verden, system: Itsystem): readonly Skrivning[] {
  const gaelder = verden.stempel(verden.kalender.dag(FOERSTE_DAG));
  const url = fastUuid('korsbaek', 'itsystem', system.navn, 'url');
  const host = `https://${ascii(system.navn)}.${DOMAENENAVN}/`;
  return [
    objekt(
      verden,
      'ItSystem',
      systemUuid(system),
      indhold(
        [egenskab(gaelder, { ...systemfelter(system), KonfigurationReference: [`${host}metadata`] })],
        [tilstand(gaelder, 'Aktiv')],
        {
          Adresser: [adresserelation(gaelder, url, 'ItSystem.Adresse.URL', 'ItSystemAdresse', '1')],
          SystemTyper: [relation(gaelder, klasseUuid(system.type))],
          Tilhoerer: [relation(gaelder, KORSBAEK_POST.organisationUuid)],
        },
      ),
    ),
    adresse(verden, url, host),
  ];
}

function systemfelter(system: Itsystem): Readonly<Record<string, string>> {
  return { BrugervendtNoegleTekst: system.navn, ItSystemNavn: system.navn };
}

/** The units of the second level whose work the system is for. */
function brugerenheder(verden: Verden, system: Itsystem): readonly string[] {
  return Array.from({ length: verden.trae.stoerrelse(2) }, (_, nr) => verden.trae.enhed(verden.trae.paaNiveau(2, nr)))
    .filter((enhed) => enhed.domaene.kle.startsWith(system.kle))
    .map((enhed) => enhed.uuid);
}
