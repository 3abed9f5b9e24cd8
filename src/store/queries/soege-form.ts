/**
 * Which conditions of a search are walked and which are looked up. The cheapest to walk is the one with the fewest rows;
 * where it is not plain which that is, the rows are counted first, up to a limit.
 */
import type { Laeser } from '../drivers/driver.ts';
import { Parametre } from './parametre.ts';
import { antalSql, isMange, type Soegekontekst } from './soege-kilder.ts';
import type { Soegeform } from './soege-sql.ts';
import { type Gruppe, isPunkt, type Soegebetingelser } from './soegebetingelse.ts';
import { navngivet } from './statement-navne.ts';

/** Rows counted at most; also the number of candidates that are cheaper looked at one by one than a walk of a range. */
const COUNT_ROWS_MAX = 500;

export interface Soegevalg extends Soegeform {
  /** True where the documents of the candidates must be looked at. */
  readonly isDokumenteret: boolean;
}

/** States have so few values that every value has many rows. */
function isSelektiv(gruppe: Gruppe, objekttilstande: ReadonlySet<number>): boolean {
  return isPunkt(gruppe) && !gruppe.some(({ tabel, felt }) => tabel === 'soeg_tekst' && objekttilstande.has(felt));
}

export async function vaelgForm(
  session: Laeser,
  kontekst: Soegekontekst,
  { grupper, isDokumenteret }: Soegebetingelser,
  tilstandsfelter: ReadonlySet<number>,
): Promise<Soegevalg> {
  const selektive = grupper.filter((gruppe) => isSelektiv(gruppe, tilstandsfelter));
  const punkter = grupper.filter(isPunkt);
  const omraader = grupper.filter((gruppe) => !isPunkt(gruppe));
  const mange = punkter.filter(isMange);
  if (mange.length > 0) {
    const drivende = [...mange, ...omraader];
    return { drivende, opslag: punkter.filter((gruppe) => !mange.includes(gruppe)), isDokumenteret };
  }
  if (selektive.length === 0 || (selektive.length === 1 && omraader.length === 0)) {
    const drivende = omraader.length > 0 ? omraader : [...selektive, ...punkter].slice(0, 1);
    return { drivende, opslag: punkter.filter((gruppe) => !drivende.includes(gruppe)), isDokumenteret };
  }
  const antal = await Promise.all(selektive.map((gruppe) => taelRaekker(session, kontekst, gruppe)));
  const mindst = antal.indexOf(Math.min(...antal));
  const drivende = [selektive[mindst]!];
  const opslag = punkter.filter((gruppe) => !drivende.includes(gruppe));
  if (omraader.length === 0) return { drivende, opslag, isDokumenteret };
  // Looking an object up in a range of keys reads the whole range: documents of a few candidates tell it faster.
  return antal[mindst]! < COUNT_ROWS_MAX
    ? { drivende, opslag, isDokumenteret: true }
    : { drivende: omraader, opslag: punkter, isDokumenteret };
}

async function taelRaekker(session: Laeser, kontekst: Soegekontekst, gruppe: Gruppe): Promise<number> {
  const egen = { ...kontekst, parametre: new Parametre(session.isOpdelt) };
  const text = antalSql(egen, gruppe, COUNT_ROWS_MAX);
  const [row] = await session.query<[number]>(navngivet(text), egen.parametre.values);
  return row?.[0] ?? 0;
}
