/** What a release would do, before anything is done: read from the store and the settings, and told on the terminal. */
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { genanmod } from '../administration/genanmod.ts';
import { tilstandOf } from '../administration/model.ts';
import { FkorgError } from '../base/error.ts';
import { emnerAfJson } from '../exchange/jsonlinjer.ts';
import { type Faellesdata, faellesdataAf, faellesdataI, type Typetal } from '../exchange/release/faellesdata.ts';
import { laesSlip, nySlip, type Releaseslip, uenighederMed } from '../exchange/release/slip.ts';
import { begyndtRelease, ejertal } from '../exchange/release/udfoer.ts';
import { KOMBIT_CVR } from '../standard/koder.ts';
import type { Store } from '../store/store.ts';
import type { CommandContext } from './command.ts';
import { undersoegFil } from './fil.ts';
import { packageVersion } from './version.ts';

/** Owners that the terminal names; the report has all. */
const EJERE_VIST_MAX = 10;

export interface Releaseplan {
  readonly indhold: Faellesdata;
  readonly slip: Releaseslip;
  /** The release that was begun and cut off, or whose report has not been written. */
  readonly begyndt?: Releaseslip;
  /** Why the report of the test stage does not fit; absent where none is named. */
  readonly uenigheder?: readonly string[];
  /** Connections of servers and other commands, which must be gone first. */
  readonly forbindelser: number;
}

/** What the register is called where a release is confirmed: its folder, or its database. */
export function registernavn({ settings: { data, database } }: CommandContext): string {
  if (database === undefined) return basename(resolve(data));
  return decodeURIComponent(new URL(database).pathname.slice(1)) || 'postgres';
}

/** Throws `bad-file` for a file of common data, or a report, that cannot be read. */
export async function laegReleaseplan(context: CommandContext, store: Store): Promise<Releaseplan> {
  const { settings, clock } = context;
  const { from, after, environment: miljoe } = settings;
  const indhold =
    from === undefined
      ? await faellesdataI(store)
      : await faellesdataAf(emnerAfJson((await undersoegFil(from)).tekst(), clock));
  if (indhold.objekter.length === 0) {
    throw new FkorgError('bad-file', `There are no common data to reload${from === undefined ? '' : ` in ${from}`}.`);
  }
  const begyndt = await begyndtRelease(store);
  const { aftaler, afgoerelser } = genanmod(
    tilstandOf(await store.administration.hent()),
    miljoe,
    'release',
    { tidspunkt: clock(), af: 'release' },
    () => '',
  );
  const myndigheder = await store.myndigheder();
  const rodenheder = new Set(
    indhold.objekter.filter(({ objekttype }) => objekttype === 'OrganisationEnhed').map(({ uuid }) => uuid),
  );
  const slip = nySlip({
    isUdfoert: false,
    miljoe,
    fkorg: packageVersion(),
    register: registernavn(context),
    begyndt: begyndt?.begyndt ?? new Date(clock()).toISOString(),
    foer: begyndt?.foer ?? (await ejertal(store)),
    indhold: { typer: indhold.typer, sha256: indhold.sha256 },
    aftaler: {
      ophoert: afgoerelser.map(({ aftaleUuid }) => aftaleUuid),
      anmodet: aftaler.map(({ kopiAf }) => kopiAf ?? ''),
    },
    udenRodenhed: myndigheder.flatMap(({ cvr, rodenhedUuid }) => (rodenheder.has(rodenhedUuid) ? [] : cvr)),
  });
  const uenigheder = after === undefined ? undefined : uenighederMed(laesRapport(after), slip);
  const forbindelser = await store.forbindelser();
  return { indhold, slip, forbindelser, ...(begyndt && { begyndt }), ...(uenigheder && { uenigheder }) };
}

function laesRapport(navn: string): Releaseslip {
  let tekst: string;
  try {
    tekst = readFileSync(navn, 'utf8');
  } catch (error) {
    throw new FkorgError('bad-file', `${navn} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  return laesSlip(tekst, navn);
}

/** The plan in lines. */
export function planlinjer({ slip, begyndt, uenigheder, forbindelser }: Releaseplan): readonly string[] {
  const { register, miljoe, foer, indhold, aftaler, udenRodenhed } = slip;
  const ejere = Object.entries(foer).sort(([, a], [, b]) => ialt(b) - ialt(a));
  const andre = ejere.slice(EJERE_VIST_MAX);
  if (begyndt?.isUdfoert) {
    return [
      `The release that began ${begyndt.begyndt} has been made and only its report is missing; nothing more goes.`,
    ];
  }
  return [
    ...(begyndt ? [`A release that began ${begyndt.begyndt} was cut off; this goes on with it.`] : []),
    `Register ${register}, environment ${miljoe}, fkorg ${slip.fkorg}.`,
    `What goes: ${ejere.reduce((sum, [, typer]) => sum + ialt(typer), 0)} objects of ${ejere.length} owners.`,
    ...ejere.slice(0, EJERE_VIST_MAX).map(([cvr, typer]) => `  ${cvr}: ${typetekst(typer)}`),
    ...(andre.length > 0
      ? [`  ${andre.length} others: ${andre.reduce((sum, [, typer]) => sum + ialt(typer), 0)} objects`]
      : []),
    `What comes, under ${KOMBIT_CVR} and with the same UUIDs: ${typetekst(indhold.typer)}.`,
    `  sha256 ${indhold.sha256}`,
    `Agreements that end and must be approved anew: ${aftaler.ophoert.length}.`,
    `Authorities that stay known and have no root unit then: ${udenRodenhed.length}.`,
    ...(forbindelser > 0
      ? [`Connections of other fkorg processes, which must be stopped first: ${forbindelser}.`]
      : []),
    ...(uenigheder ?? []).map((en) => `The report of the test stage does not fit: ${en}.`),
  ];
}

function ialt(typer: Typetal): number {
  return Object.values(typer).reduce((sum, antal) => sum + antal, 0);
}

function typetekst(typer: Typetal): string {
  const dele = Object.entries(typer).map(([type, antal]) => `${type} ${antal}`);
  return `${ialt(typer)} objects (${dele.join(', ')})`;
}
