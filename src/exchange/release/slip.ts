/** The report of a release: what went, what came, with which version; and what must be alike between a test stage and production. */
import { FkorgError } from '../../base/error.ts';
import type { Environment } from '../../operations/kontekst.ts';
import type { Typetal } from './faellesdata.ts';

const FORM = 'fkorg release erase-and-reload, 1';

export interface Releaseslip {
  readonly form: typeof FORM;
  /** False for what a dry run says. */
  readonly isUdfoert: boolean;
  readonly miljoe: Environment;
  /** The version of fkorg. */
  readonly fkorg: string;
  readonly register: string;
  readonly begyndt: string;
  readonly afsluttet?: string;
  /** Objects by owner and type, before and after. */
  readonly foer: Readonly<Record<string, Typetal>>;
  readonly efter?: Readonly<Record<string, Typetal>>;
  /** What is reloaded. */
  readonly indhold: { readonly typer: Typetal; readonly sha256: string };
  /** What was found when it was read again from the register afterwards. */
  readonly genlaest?: { readonly typer: Typetal; readonly sha256: string };
  /** UUIDs of the agreements that ended, and of the requests in their place. */
  readonly aftaler: { readonly ophoert: readonly string[]; readonly anmodet: readonly string[] };
  /** CVR of the authorities whose root unit is gone: they must be registered as root units anew. */
  readonly udenRodenhed: readonly string[];
}

export function nySlip(slip: Omit<Releaseslip, 'form'>): Releaseslip {
  return { form: FORM, ...slip };
}

/** A report from its text. Throws `bad-file` where it is none. */
export function laesSlip(tekst: string, navn: string): Releaseslip {
  let slip: Partial<Releaseslip> | null;
  try {
    slip = JSON.parse(tekst) as Partial<Releaseslip> | null;
  } catch {
    throw new FkorgError('bad-file', `${navn} is no report of a release: it is not JSON.`);
  }
  if (slip?.form !== FORM || typeof slip.indhold?.sha256 !== 'string' || typeof slip.indhold.typer !== 'object') {
    throw new FkorgError('bad-file', `${navn} is no report of a release ("form": "${FORM}").`);
  }
  return slip as Releaseslip;
}

/** Why production cannot follow this report of a test stage: one line for each difference; none: it can. */
export function uenighederMed(
  proeve: Releaseslip,
  { fkorg, indhold }: Pick<Releaseslip, 'fkorg' | 'indhold'>,
): readonly string[] {
  const linjer: string[] = [];
  if (!proeve.isUdfoert) linjer.push('it is of a dry run; the release must have been made in a test environment');
  if (proeve.miljoe !== 'test') linjer.push(`it is of the environment ${proeve.miljoe}, not test`);
  if (proeve.fkorg !== fkorg) linjer.push(`it was made with fkorg ${proeve.fkorg}, and this is ${fkorg}`);
  if (proeve.genlaest && proeve.genlaest.sha256 !== proeve.indhold.sha256) {
    linjer.push('what was found in the test environment afterwards is not what was reloaded');
  }
  if (proeve.indhold.sha256 === indhold.sha256) return linjer;
  const typer = new Set([...Object.keys(proeve.indhold.typer), ...Object.keys(indhold.typer)]);
  const tal = [...typer].flatMap((type) => {
    const [der, her] = [proeve.indhold.typer[type] ?? 0, indhold.typer[type] ?? 0];
    return der === her ? [] : [`${type} ${der} there and ${her} here`];
  });
  const hvad = tal.length > 0 ? tal.join(', ') : 'as many of each type, but not the same ones';
  return [
    ...linjer,
    `its content is another (sha256 ${kort(proeve.indhold.sha256)}, here ${kort(indhold.sha256)}): ${hvad}`,
  ];
}

function kort(sha256: string): string {
  return sha256.slice(0, 12);
}
