/**
 * What each verb asks of its caller, checked at the door before anything is read (docs/decisions/0038). A verb without a row
 * does not compile.
 */
import { type Kalder, ownersWith, retTil } from '../access/kalder.ts';
import { afgraensningOf, type Personfelt } from '../access/personfelter.ts';
import type { Ejerret } from '../access/rettigheder.ts';
import type { Kontekst } from './kontekst.ts';
import type { Operation, Outcome } from './operation.ts';
import { afvistMed } from './udfald.ts';

/** `organisationhent`: a question over GraphQL, whatever it reads. */
export type Verbum = Operation['verbum'] | 'organisationhent';

interface Krav {
  readonly ret: keyof Ejerret;
  /**
   * `egne`: in the data of the caller's authority. `nogens`: in somebody's; which ones, the verb itself looks at. `modtager`: with
   * a token it is no right in data, but an agreement to receive messages.
   */
  readonly hvor: 'egne' | 'nogens' | 'modtager';
  /** How a refusal says it. */
  readonly tekst: string;
}

const LAES: Krav = { ret: 'laes', hvor: 'nogens', tekst: 'rollen udstil eller rediger' };
const MODTAG: Krav = { ret: 'laes', hvor: 'modtager', tekst: 'rollen modtag om BeskedModtag' };
const REDIGER: Krav = { ret: 'rediger', hvor: 'nogens', tekst: 'rollen rediger' };
const REDIGER_EGNE: Krav = { ...REDIGER, hvor: 'egne' };

/** By verb. */
export const KRAV: Readonly<Record<Verbum, Krav>> = {
  importer: REDIGER_EGNE,
  opret: REDIGER_EGNE,
  import: REDIGER_EGNE,
  ret: REDIGER,
  passiver: REDIGER,
  slet: REDIGER,
  laes: LAES,
  list: LAES,
  soeg: LAES,
  fremsoegobjekthierarki: LAES,
  aendringer: LAES,
  aendringerstart: LAES,
  haendelser: MODTAG,
  organisationhent: LAES,
  anonymiser: { ret: 'anonymiser', hvor: 'nogens', tekst: 'rollen rediger med dataafgrænsningen anonymiser' },
  fysiskslet: { ret: 'fysiskslet', hvor: 'egne', tekst: 'rollen rediger med dataafgrænsningen fysiskslet' },
};

/** The refusal of one who has not the role; the same whatever the call is about, so that it tells nothing of the register. */
export function afvistUdenRolle(verbum: Verbum, { cvr }: Kalder): Outcome {
  const { tekst } = KRAV[verbum];
  return afvistMed([
    {
      regel: 'rolle-mangler',
      sted: verbum,
      forventet: `${tekst}, givet for dataene af en serviceaftale for CVR ${cvr}`,
    },
  ]);
}

/** The refusal of one who has not the restriction that a field asks for. What was sent is not repeated. */
export function afvistUdenAfgraensning(sted: string, felt: Personfelt): Outcome {
  return afvistMed([
    { regel: 'dataafgraensning-mangler', sted, forventet: `dataafgrænsningen ${afgraensningOf(felt)} med værdien Ja` },
  ]);
}

function erOpfyldt({ ret, hvor }: Krav, kalder: Kalder): boolean {
  if (hvor === 'modtager' && kalder.identitet) return kalder.erModtager === true;
  return hvor === 'egne' ? retTil(kalder, kalder.cvr)[ret] : ownersWith(kalder, ret).length > 0;
}

/** A refusal where the caller may not make this call at all. */
export function afvistVedDoeren(
  { kalder, environment }: Kontekst,
  { verbum }: { readonly verbum: Verbum },
): Outcome | undefined {
  if (!erOpfyldt(KRAV[verbum], kalder)) return afvistUdenRolle(verbum, kalder);
  if (verbum !== 'fysiskslet' || environment === 'test') return undefined;
  return afvistMed([{ regel: 'kun-testmiljoe', sted: verbum, forventet: 'et register, der er startet som testmiljø' }]);
}
