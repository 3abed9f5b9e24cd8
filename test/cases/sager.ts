/** The cases as data: what a case is, where they lie, and how an answer is held against what is expected. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { Udeladte } from '../../src/register/fler-relation.ts';
import type { LivscyklusKode } from '../../src/standard/koder.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import type { SagId, SagLister, SagRegistrering, SagVirkning } from './format.ts';

export interface SagFilter {
  readonly VirkningFraFilter?: string;
  readonly VirkningTilFilter?: string;
  readonly RegistreringFraFilter?: string;
  readonly RegistreringTilFilter?: string;
}

export interface SagSoegning extends SagLister {
  readonly SoegVirkning?: SagVirkning;
  readonly SoegRegistrering?: {
    readonly FraTidspunkt?: string;
    readonly TilTidspunkt?: string;
    readonly LivscyklusKode?: LivscyklusKode;
    readonly BrugerRef?: SagId;
  };
}

type Note = { readonly NoteTekst?: string };

/** What a step does: one of these, with what is sent. */
export interface SagKald {
  readonly importer?: { readonly Registrering: readonly SagRegistrering[] };
  readonly opret?: Note & SagLister;
  readonly ret?: Note & SagLister;
  readonly passiver?: Note;
  readonly slet?: Note;
  readonly laes?: SagFilter;
  readonly list?: SagFilter & { readonly UUIDIdentifikator: readonly string[] };
  readonly soeg?: SagSoegning;
}

/** An answer, as far as a case can say anything about it. */
export interface SagSvar {
  readonly status: number;
  /** Ids of the rules broken. */
  readonly regel?: readonly string[];
  /** laes. */
  readonly Registrering?: readonly SagRegistrering[];
  /** list. */
  readonly FiltreretOejebliksbillede?: readonly {
    readonly UUIDIdentifikator: string;
    readonly Registrering: readonly SagRegistrering[];
  }[];
  /** soeg. */
  readonly IdListe?: readonly string[];
}

export interface SagTrin extends SagKald {
  readonly now: string;
  readonly forventet: Omit<SagSvar, 'regel'> & { readonly regel?: string };
}

export interface Sag {
  readonly navn: string;
  readonly kilde: string;
  readonly objekttype: ObjektType;
  readonly uuid: string;
  readonly udeladte?: Udeladte;
  readonly trin: readonly SagTrin[];
}

const HERE = new URL('./', import.meta.url);

/** The cases by file, in the order of the files' names. */
export function alleSager(): { readonly fil: string; readonly sager: readonly Sag[] }[] {
  return readdirSync(HERE)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((fil) => ({ fil, sager: JSON.parse(readFileSync(new URL(fil, HERE), 'utf8')) as Sag[] }));
}

/** What is expected of each registration, of the answer's: of its head what is named, of each list that is named all. */
function heldt(svar: readonly SagRegistrering[] | undefined, forventet: readonly SagRegistrering[]): unknown {
  if (svar?.length !== forventet.length) return svar;
  return svar.map((registrering, i) =>
    Object.fromEntries(Object.keys(forventet[i]!).map((navn) => [navn, registrering[navn as keyof SagRegistrering]])),
  );
}

/** Fails where an answer is not as the step expects. */
export function assertSvar(svar: SagSvar, { forventet }: SagTrin): void {
  assert.equal(svar.status, forventet.status, `StatusKode ${svar.status} (${svar.regel ?? 'no rule'})`);
  if (forventet.regel)
    assert.ok(svar.regel?.includes(forventet.regel), `${forventet.regel} is not among ${svar.regel}`);
  if (forventet.IdListe) assert.deepEqual(svar.IdListe, forventet.IdListe);
  if (forventet.Registrering) {
    assert.deepEqual(heldt(svar.Registrering, forventet.Registrering), forventet.Registrering);
  }
  const billeder = forventet.FiltreretOejebliksbillede;
  if (billeder) {
    assert.deepEqual(
      svar.FiltreretOejebliksbillede?.map(({ UUIDIdentifikator }) => UUIDIdentifikator),
      billeder.map(({ UUIDIdentifikator }) => UUIDIdentifikator),
    );
    for (const [i, { Registrering }] of billeder.entries()) {
      assert.deepEqual(heldt(svar.FiltreretOejebliksbillede?.[i]?.Registrering, Registrering), Registrering);
    }
  }
}
