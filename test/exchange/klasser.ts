/** For the tests of the loaders: editions of an invented KLE, and a register that they are read into. */
import { ALT } from '../../src/access/rettigheder.ts';
import { fixedClock } from '../../src/base/clock.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { indlaesSuperOrg } from '../../src/data/indlaes.ts';
import { KOMBIT_ORGANISATION } from '../../src/data/kommuner.ts';
import { dagOf } from '../../src/exchange/csv-vaerdier.ts';
import { indlaesUdgave, type Klasseindlaesning } from '../../src/exchange/klassifikation/indlaes.ts';
import { laesKle } from '../../src/exchange/klassifikation/kle-laes.ts';
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import type { StatementWatch } from '../../src/store/drivers/watch.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { somTekst } from './verden.ts';

/** One class; the level is that of its number. */
export interface Emne {
  readonly nr: string;
  readonly titel: string;
  readonly uuid?: string;
  readonly oprettet?: string;
  readonly udgaaet?: string;
}

export const uuidAf = (nr: string) => `0000c1e0-0000-4000-8000-${nr.replaceAll('.', '').padStart(12, '0')}`;

const NAVNE = ['Hovedgruppe', 'Gruppe', 'Emne'] as const;

function element({ nr, titel, uuid = uuidAf(nr), oprettet, udgaaet }: Emne, under: string): string {
  const navn = NAVNE[nr.split('.').length - 1]!;
  const historisk = udgaaet === undefined ? '' : `<Historisk><UdgaaetDato>${udgaaet}</UdgaaetDato></Historisk>`;
  const dato = oprettet === undefined ? '' : `<OprettetDato>${oprettet}</OprettetDato>`;
  return `<${navn}><${navn}Nr>${nr}</${navn}Nr><${navn}Titel>${titel}</${navn}Titel>
    <${navn}Vejledning><VejledningTekst><p>Opdigtet <b>vejledning</b> til ${nr}</p></VejledningTekst></${navn}Vejledning>
    <${navn}AdministrativInfo>${dato}${historisk}</${navn}AdministrativInfo>${uuid === '' ? '' : `<UUID>${uuid}</UUID>`}
    ${under}</${navn}>`;
}

/** An edition in the form of KL's XML. Classes are nested by their numbers. */
export function kleXml(udgivet: string, emner: readonly Emne[]): string {
  const under = (nr: string): string =>
    emner
      .filter((emne) => emne.nr.split('.').slice(0, -1).join('.') === nr)
      .map((emne) => element(emne, under(emne.nr)))
      .join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<KLE-Emneplan><UdgivelsesDato>${udgivet}</UdgivelsesDato>
${under('')}
</KLE-Emneplan>`;
}

export const FOERSTE: readonly Emne[] = [
  { nr: '91', titel: 'Rådhusets hverdag', oprettet: '1988-01-01' },
  { nr: '91.10', titel: 'Kantine', oprettet: '2010-05-01' },
  { nr: '91.10.01', titel: 'Madplaner', oprettet: '2010-05-01' },
  { nr: '91.10.02', titel: 'Kaffemaskiner', oprettet: '2010-05-01' },
  { nr: '91.10.03', titel: 'Skrivemaskiner', oprettet: '1990-01-01', udgaaet: '2001-01-01' },
];

/** A year later: one has another title, one is gone, one is new. */
export const ANDEN: readonly Emne[] = [
  ...FOERSTE.slice(0, 2),
  { nr: '91.10.01', titel: 'Madplaner og madspild', oprettet: '2010-05-01' },
  { nr: '91.10.04', titel: 'Opladere', oprettet: '2026-05-01' },
  FOERSTE[4]!,
];

export interface Klassevalg extends Pick<Klasseindlaesning, 'isProeve' | 'onProgress'> {
  readonly cvr: string;
}

export class Klasseverden {
  readonly ur = fixedClock(Date.parse('2026-06-01T10:00:00Z'));
  store!: Store;

  /** With what a register begins with; in memory unless a database is named. */
  static async ny({ database = ':memory:', watch }: { database?: string; watch?: StatementWatch } = {}) {
    const verden = new Klasseverden();
    verden.store = await openStore({ database, clock: verden.ur, ...(watch && { watch }) });
    await indlaesSuperOrg(verden.store, verden.ur());
    return verden;
  }

  /** Reads an edition that counts from a day on, as KOMBIT unless it is said. */
  indlaes(dag: string, laes: Klasseindlaesning['laes'], valg: Partial<Klassevalg> = {}) {
    const { isProeve = false, cvr = KOMBIT_CVR, onProgress = () => undefined } = valg;
    this.ur.advance(1000);
    const register = { store: this.store, clock: this.ur, limits: DEFAULT_LIMITS, udeladte: 'fjernes' as const };
    return indlaesUdgave({
      register,
      kalder: { cvr, brugerRef: { uuid: KOMBIT_ORGANISATION }, rettigheder: ALT },
      dag: dagOf(dag)!,
      isProeve,
      laes,
      onProgress,
    });
  }

  kle(dag: string, xml: string, valg: Partial<Klassevalg> = {}) {
    return this.indlaes(dag, (kendt) => laesKle(somTekst(xml), { kendt }), valg);
  }
}
