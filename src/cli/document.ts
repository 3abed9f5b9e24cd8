/**
 * Reads one line of an exported file and holds it to the tables of the contract: known elements only, values in their
 * form, periods and registrations in order. What passes here can be stored as it is.
 */
import { shownValue } from '../base/brud.ts';
import { FkorgError } from '../base/error.ts';
import { isCalendarInstant } from '../base/instant.ts';
import { isUuid } from '../base/uuid.ts';
import type { Registrering } from '../register/model.ts';
import { SOEGEORD_DELE } from '../standard/felter.ts';
import { AKTOERTYPEKODER, GYLDIGHEDSTATUSKODER, LIVSCYKLUSKODER } from '../standard/koder.ts';
import { type ObjektFelt, type ObjektType, type ObjektTypeRaekke, objekttyper } from '../standard/objekttyper.ts';
import type { Myndighedspost, Skrivning } from '../store/store.ts';

/** What a line holds. */
export type Document = { readonly objekt: Skrivning } | { readonly myndighed: Myndighedspost };

/** Takes a value at a place apart, or refuses it. */
type Check = (value: unknown, sted: string) => void;

/**
 * Reads a line.
 *
 * @throws FkorgError `bad-file`, naming the line, the place in it, and what would be right.
 */
export function readDocument(line: string, lineNumber: number): Document {
  try {
    const value = parse(line);
    if (isRecord(value) && 'myndighed' in value) {
      record({ myndighed: MYNDIGHED })(value, '');
      return { myndighed: value.myndighed as Myndighedspost };
    }
    return { objekt: readObjekt(value) };
  } catch (error) {
    if (!(error instanceof FkorgError)) throw error;
    throw new FkorgError('bad-file', `Line ${lineNumber}: ${error.message}`);
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new FkorgError('bad-file', 'this is not JSON.');
  }
}

function readObjekt(value: unknown): Skrivning {
  if (!isRecord(value)) return refuse('the line', value, 'a JSON object');
  oneOf(Object.keys(objekttyper))(value.objekttype, 'objekttype');
  const objekttype = value.objekttype as ObjektType;
  record({
    objekttype: () => {},
    ejer: CVR,
    uuid: UUID,
    registreringer: list(registreringOf(objekttyper[objekttype])),
  })(value, '');
  const nye = value.registreringer as readonly Registrering[];
  if (nye.length === 0) refuse('registreringer', '[]', 'at least one registration');
  for (const [i, { tidspunkt }] of nye.entries()) {
    if (i > 0 && tidspunkt <= nye[i - 1]!.tidspunkt) {
      refuse(`registreringer[${i + 1}]/tidspunkt`, tidspunkt, 'a time after the registration before');
    }
  }
  const { ejer, uuid } = value as { ejer: string; uuid: string };
  return { ejer, objekttype, uuid, verbum: 'importer', forventetNr: 0, nye };
}

function refuse(sted: string, value: unknown, wanted: string): never {
  const shown = value === undefined ? 'missing' : shownValue(typeof value === 'string' ? value : JSON.stringify(value));
  throw new FkorgError('bad-file', `${sted} is ${shown}; it must be ${wanted}.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function under(sted: string, key: string): string {
  return sted === '' ? key : `${sted}/${key}`;
}

/** An object with these keys and no other; `optional` ones may be absent. */
function record(demanded: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  return (value, sted) => {
    if (!isRecord(value)) return refuse(sted || 'the line', value, 'a JSON object');
    for (const [key, check] of Object.entries(demanded)) check(value[key], under(sted, key));
    for (const [key, part] of Object.entries(value)) {
      if (Object.hasOwn(demanded, key)) continue;
      const check = Object.hasOwn(optional, key) ? optional[key] : undefined;
      if (!check) return refuse(under(sted, key), 'there', 'left out: nothing of this name belongs here');
      check(part, under(sted, key));
    }
  };
}

function list(check: Check): Check {
  return (value, sted) => {
    if (!Array.isArray(value)) return refuse(sted, value, 'a list');
    for (const [i, entry] of value.entries()) check(entry, `${sted}[${i + 1}]`);
  };
}

function text(isRight: (value: string) => boolean, wanted: string): Check {
  return (value, sted) => {
    if (typeof value !== 'string' || !isRight(value)) refuse(sted, value, wanted);
  };
}

function oneOf(values: readonly string[]): Check {
  return text((value) => values.includes(value), `one of ${values.join(', ')}`);
}

const TEXT = text(() => true, 'a text');
const CVR = text((value) => /^\d{8}$/.test(value), 'a CVR of 8 digits');
const UUID = text((value) => isUuid(value) && value === value.toLowerCase(), 'a UUID in lower case');

const MYNDIGHED = record(
  { cvr: CVR, navn: TEXT, organisationUuid: UUID, rodenhedUuid: UUID, virksomhedUuid: UUID, myndighedUuid: UUID },
  { kommunekode: text((value) => /^\d{3,4}$/.test(value), '3 or 4 digits') },
);

const REFERENCE: Check = (value, sted) => {
  const isUrn = isRecord(value) && 'urn' in value;
  record(isUrn ? { urn: TEXT } : { uuid: UUID })(value, sted);
};

const INSTANT: Check = (value, sted) => {
  const isOpenEnd = value === -1e21 || value === 1e21;
  if (typeof value !== 'number' || !(isOpenEnd || (Number.isInteger(value) && isCalendarInstant(value)))) {
    refuse(sted, value, 'a whole number of milliseconds since 1970-01-01 UTC, or an open end (-1e21, 1e21)');
  }
};

const VIRKNING: Check = (value, sted) => {
  record(
    { fra: INSTANT, til: INSTANT },
    { aktoerRef: REFERENCE, aktoerTypeKode: oneOf(AKTOERTYPEKODER), noteTekst: TEXT },
  )(value, sted);
  const { fra, til } = value as { fra: number; til: number };
  if (fra >= til) refuse(`${sted}/til`, til, 'after fra');
};

function registreringOf(type: ObjektTypeRaekke): Check {
  const felter = Object.fromEntries(type.felter.map((felt) => [felt.felt.navn, feltCheck(felt)]));
  const vaerdi = oneOf(type.tilstand === 'PubliceretStatus' ? ['true', 'false'] : GYLDIGHEDSTATUSKODER);
  const relationer = type.relationer.map(({ relation }) => {
    const dynamic = relation.isDynamisk ? { rolle: REFERENCE, type: REFERENCE, indeks: TEXT } : {};
    return [relation.navn, list(record({ virkning: VIRKNING }, { reference: REFERENCE, ...dynamic }))] as const;
  });
  const tilstand: Check = type.tilstand
    ? record({ virkning: VIRKNING }, { vaerdi })
    : (value, sted) => refuse(sted, value, `left out: ${type.navn} has no state`);
  return record(
    {
      tidspunkt: (value, sted) => {
        INSTANT(value, sted);
        if (!isCalendarInstant(value as number)) refuse(sted, value, 'a time with a date');
      },
      livscyklusKode: oneOf(LIVSCYKLUSKODER),
      egenskaber: list(record({ virkning: VIRKNING, felter: record({}, felter) })),
      tilstande: list(tilstand),
      relationer: record({}, Object.fromEntries(relationer)),
    },
    { noteTekst: TEXT, brugerRef: REFERENCE },
  );
}

function feltCheck({ felt, isGentaget }: ObjektFelt): Check {
  const one =
    felt.art === 'soegeord'
      ? record({}, Object.fromEntries(SOEGEORD_DELE.map((del) => [del, TEXT])))
      : tekstCheck(felt);
  return isGentaget ? list(one) : one;
}

function tekstCheck({ tegnMax = Number.POSITIVE_INFINITY, moenster }: ObjektFelt['felt']): Check {
  const pattern = moenster === undefined ? undefined : new RegExp(`^(?:${moenster})$`);
  const wanted = moenster === undefined ? `a text of at most ${tegnMax} characters` : `a text of the form ${moenster}`;
  return text((value) => [...value].length <= tegnMax && (pattern?.test(value) ?? true), wanted);
}
