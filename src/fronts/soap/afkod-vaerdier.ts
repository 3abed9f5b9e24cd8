/**
 * From elements to values: what the leaves and the small shared types of SF1500 mean (spec sf1500 §1.4). The request has
 * passed the request schema before anything here sees it; what the schema cannot say is refused here with a breach.
 */
import type { Brud } from '../../base/brud.ts';
import { shownValue } from '../../base/brud.ts';
import { parseDateTime } from '../../base/copenhagen.ts';
import { FRA_ALTID, type Instant, TIL_ALTID } from '../../base/instant.ts';
import type { IndsendtVirkning } from '../../register/indsendt.ts';
import type { UnikId } from '../../register/model.ts';
import type { AktoerTypeKode } from '../../standard/koder.ts';
import type { RegelId } from '../../standard/regler.ts';
import type { XmlElement } from '../../xml/parse.ts';

/** Thrown while decoding where a value fits the schema but means nothing here; carries the breach. */
export class AfkodningsFejl extends Error {
  readonly brud: Brud<RegelId>;

  constructor(brud: Brud<RegelId>) {
    super(brud.regel);
    this.name = 'AfkodningsFejl';
    this.brud = brud;
  }
}

/** The first child with a local name; the schema has seen to the namespaces. */
export function barn(element: XmlElement, navn: string): XmlElement | undefined {
  for (const child of element.boern) if (child.navn === navn) return child;
  return undefined;
}

/** The text of a child, or undefined where there is no such child. */
export function barnTekst(element: XmlElement, navn: string): string | undefined {
  return barn(element, navn)?.tekst;
}

/** A UUID as it is kept inside. */
export function uuidTekst(element: XmlElement): string {
  return element.tekst.toLowerCase();
}

/** `UnikIdType` and its relatives: UUID or URN; a `Label` beside them is passed over (spec sf1500 §4.8). */
export function unikId(element: XmlElement | undefined): UnikId | undefined {
  if (!element) return undefined;
  for (const child of element.boern) {
    if (child.navn === 'UUIDIdentifikator') return { uuid: uuidTekst(child) };
    if (child.navn === 'URNIdentifikator') return { urn: child.tekst };
  }
  return undefined;
}

/** An xs:dateTime, in milliseconds; beyond the calendar of the machine it is a breach. */
export function dateTime(element: XmlElement): Instant {
  const instant = parseDateTime(element.tekst);
  if (instant !== undefined) return instant;
  throw new AfkodningsFejl({
    regel: 'tidspunkt-form',
    sted: element.navn,
    vaerdi: shownValue(element.tekst),
    forventet: 'et tidspunkt mellem år 0001 og 9999, fx 2026-01-01T00:00:00.000+01:00',
  });
}

/** `TidspunktType`: a date, or the open end of the side it stands on. Undefined where the element is absent or empty. */
export function tidspunkt(element: XmlElement | undefined, side: 'fra' | 'til'): Instant | undefined {
  const indhold = element?.boern[0];
  if (!indhold) return undefined;
  if (indhold.navn === 'GraenseIndikator') return side === 'fra' ? FRA_ALTID : TIL_ALTID;
  return dateTime(indhold);
}

/** `VirkningType`, `SoegVirkningType` and the time part of `SoegRegistreringType`. */
export function virkning(element: XmlElement | undefined): IndsendtVirkning | undefined {
  if (!element) return undefined;
  const ud: { -readonly [K in keyof IndsendtVirkning]: IndsendtVirkning[K] } = {};
  for (const child of element.boern) {
    switch (child.navn) {
      case 'FraTidspunkt':
        assign(ud, 'fra', tidspunkt(child, 'fra'));
        break;
      case 'TilTidspunkt':
        assign(ud, 'til', tidspunkt(child, 'til'));
        break;
      case 'AktoerRef':
        assign(ud, 'aktoerRef', unikId(child));
        break;
      case 'AktoerTypeKode':
        ud.aktoerTypeKode = child.tekst as AktoerTypeKode;
        break;
      case 'NoteTekst':
        ud.noteTekst = child.tekst;
        break;
    }
  }
  return ud;
}

/** Sets a property only where there is a value, so that absent stays absent. */
function assign<T, K extends keyof T>(target: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) target[key] = value;
}

/** xs:integer as a number; beyond what a number can count exactly it is the nearest that it can. */
export function heltal(element: XmlElement | undefined): number | undefined {
  if (!element) return undefined;
  const value = Number(element.tekst.trim());
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value));
}
