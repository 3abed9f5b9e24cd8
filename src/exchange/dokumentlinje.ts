/**
 * Reads one line of an exported file and holds it to the tables of the contract and to the stored form of the register:
 * known elements only, values in their form, periods and registrations in order. What passes here can be stored as it
 * is, and every answer that is made of it fits the contract.
 */
import { type Instant, isCalendarInstant } from '../base/instant.ts';
import { isUuid } from '../base/uuid.ts';
import { validateLagretForm } from '../register/lagret-form.ts';
import type { Registrering } from '../register/model.ts';
import { type Felt, felter as feltByName, SOEGEORD_DELE } from '../standard/felter.ts';
import { AKTOERTYPEKODER, GYLDIGHEDSTATUSKODER, LIVSCYKLUSKODER } from '../standard/koder.ts';
import { type ObjektFelt, type ObjektType, type ObjektTypeRaekke, objekttyper } from '../standard/objekttyper.ts';
import type { Myndighedspost, Skrivning } from '../store/store.ts';
import { type Check, FormFejl, isRecord, list, oneOf, record, refuse, text, textUpTo } from './json-form.ts';

/** What a line holds. */
export type Document =
  | { readonly objekt: Skrivning }
  | { readonly myndighed: Myndighedspost }
  /** Where the change feed of the register that the file is from goes on; it says nothing to another register. */
  | { readonly position: number };

/**
 * Reads a line.
 *
 * @param now The registrations must have been made by then.
 * @throws FormFejl (`bad-file`), naming the line, the place in it, and what would be right.
 */
export function readDocument(line: string, lineNumber: number, now: Instant): Document {
  try {
    const value = parse(line);
    if (isRecord(value) && 'myndighed' in value) {
      record({ myndighed: MYNDIGHED })(value, '');
      return { myndighed: value.myndighed as Myndighedspost };
    }
    if (isRecord(value) && 'position' in value) {
      record({ position: POSITION })(value, '');
      return { position: value.position as number };
    }
    return { objekt: readObjekt(value, now) };
  } catch (error) {
    if (!(error instanceof FormFejl)) throw error;
    throw new FormFejl(`Line ${lineNumber}: ${error.message}`, error.brud);
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new FormFejl('this is not JSON.', { sted: 'the line', forventet: 'JSON' });
  }
}

function readObjekt(value: unknown, now: Instant): Skrivning {
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
  for (const [i, registrering] of nye.entries()) {
    const sted = `registreringer[${i + 1}]`;
    const { tidspunkt } = registrering;
    if (i > 0 && tidspunkt <= nye[i - 1]!.tidspunkt) {
      refuse(`${sted}/tidspunkt`, tidspunkt, 'a time after the registration before');
    }
    if (tidspunkt > now) refuse(`${sted}/tidspunkt`, tidspunkt, 'a time that has been');
    const [fejl] = validateLagretForm(objekttype, registrering);
    if (fejl === undefined) continue;
    const forventet = `in the form of the register (${fejl})`;
    throw new FormFejl(`${sted} is not in the form of the register: ${fejl}.`, { sted, forventet });
  }
  const { ejer, uuid } = value as { ejer: string; uuid: string };
  return { ejer, objekttype, uuid, verbum: 'importer', forventetNr: 0, nye };
}

const TEXT = text(() => true, 'a text');
const NOTE = textUpTo(1024);
const CVR = text((value) => /^\d{8}$/.test(value), 'a CVR of 8 digits');
const UUID = text((value) => isUuid(value) && value === value.toLowerCase(), 'a UUID in lower case');

const MYNDIGHED = record(
  {
    cvr: CVR,
    navn: textUpTo(200),
    organisationUuid: UUID,
    rodenhedUuid: UUID,
    virksomhedUuid: UUID,
    myndighedUuid: UUID,
  },
  { kommunekode: text((value) => /^\d{3,4}$/.test(value), '3 or 4 digits') },
);

const POSITION: Check = (value, sted) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) refuse(sted, value, 'a whole number from 0');
};

const REFERENCE: Check = (value, sted) => {
  const isUrn = isRecord(value) && 'urn' in value;
  record(isUrn ? { urn: textUpTo(255) } : { uuid: UUID })(value, sted);
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
    { aktoerRef: REFERENCE, aktoerTypeKode: oneOf(AKTOERTYPEKODER), noteTekst: NOTE },
  )(value, sted);
  const { fra, til } = value as { fra: number; til: number };
  if (fra >= til) refuse(`${sted}/til`, til, 'after fra');
};

function registreringOf(type: ObjektTypeRaekke): Check {
  const felter = Object.fromEntries(type.felter.map((felt) => [felt.felt.navn, feltCheck(felt)]));
  const isGyldighed = type.tilstand === 'Gyldighed';
  const vaerdi = oneOf(isGyldighed ? GYLDIGHEDSTATUSKODER : ['true', 'false']);
  const relationer = type.relationer.map(({ relation }) => {
    const { navn, isDynamisk, fra7 } = relation;
    const entry = { virkning: VIRKNING, reference: REFERENCE };
    const role = { rolle: REFERENCE, type: REFERENCE, indeks: TEXT };
    return [navn, list(isDynamisk ? record({ ...entry, ...role }) : record(entry, fra7 ? role : {}))] as const;
  });
  const tilstand: Check = type.tilstand
    ? record({ virkning: VIRKNING, ...(isGyldighed && { vaerdi }) }, { vaerdi })
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
    { noteTekst: NOTE, brugerRef: REFERENCE },
  );
}

function feltCheck({ felt, isGentaget }: ObjektFelt): Check {
  const one =
    felt.art === 'soegeord'
      ? record({}, Object.fromEntries(SOEGEORD_DELE.map((del) => [del, tekstCheck(feltByName.get(del)!)])))
      : tekstCheck(felt);
  return isGentaget ? list(one) : one;
}

function tekstCheck({ tegnMax, moenster }: Felt): Check {
  if (moenster === undefined) return tegnMax === undefined ? TEXT : textUpTo(tegnMax);
  const pattern = new RegExp(`^(?:${moenster})$`);
  return text((value) => pattern.test(value), `a text of the form ${moenster}`);
}
