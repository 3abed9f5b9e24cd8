/**
 * A message as a CloudEvent 1.0 in JSON, for webhooks and browsers: what the envelope says of the event, and the payload as
 * it is. Who else may have the message, and what the envelope says of its way, are left out.
 */
import { elementerPaa, type Haendelsesbesked, tidspunktPaa, vaerdierPaa } from '../kuvert/haendelsesbesked.ts';
import { HANDLINGER, ORG_BESKEDTYPER, type Orgtype, type Orgvalg } from './valg.ts';

export interface CloudEvent {
  readonly specversion: '1.0';
  /** BeskedId. */
  readonly id: string;
  /** The system that answers for the message. */
  readonly source: string;
  /** `ORG_Bruger` or `ORG_OrgEnhed`; the identifier of the beskedtype for those of others. */
  readonly type: string;
  /** ObjektId. */
  readonly subject?: string;
  /** When it was registered, or else when the message was made. */
  readonly time?: string;
  readonly datacontenttype: 'application/json';
  readonly data: Readonly<Record<string, unknown>>;
}

const REGISTRERING = ['Beskedkuvert', 'Filtreringsdata', 'ObjektRegistrering'];
const INFORMATION = ['Beskedkuvert', 'Leveranceinformation'];

const TYPER = Object.entries(ORG_BESKEDTYPER) as [Orgtype, string][];

/** A name for an identifier of ours; identifiers of others stay as they are. */
function navnFor(id: string | undefined, navne: readonly (readonly [navn: string, id: string])[]): string | undefined {
  return navne.find(([, en]) => en.toLowerCase() === id?.toLowerCase())?.[0] ?? id;
}

/** What stands in Beskeddata, as XML: each with the declarations that it needs only where it declares them itself. */
function beskeddata({ rod, tekst, udstraekninger }: Haendelsesbesked): readonly string[] {
  return elementerPaa({ rod }, [])[0]!.boern.flatMap((barn) => {
    if (barn.navn !== 'Beskeddata') return [];
    const { indreFra, indreTil } = udstraekninger.get(barn)!;
    return indreTil > indreFra ? [tekst.slice(indreFra, indreTil)] : [];
  });
}

/** The event; fields of `data` that the message does not have are left out. */
export function cloudEvent(besked: Haendelsesbesked, valg: Orgvalg): CloudEvent {
  const { beskedId, beskedtype, beskedAnsvarligAktoer, ansvarligeMyndigheder, opgaveEmner, foelsomhed } = besked;
  const iRegistrering = (navn: string) => vaerdierPaa(besked, [...REGISTRERING, navn])[0];
  const iso = (sti: readonly string[]) => {
    const [instant] = tidspunktPaa(besked, sti);
    return instant === undefined ? undefined : new Date(instant).toISOString();
  };
  const subject = iRegistrering('ObjektId');
  const time = iso([...REGISTRERING, 'Registreringstidspunkt']) ?? iso([...INFORMATION, 'Dannelsestidspunkt']);
  const handlinger = HANDLINGER.map((navn) => [navn, valg.handlinger[navn]] as const);
  const objekttyper = TYPER.map(([navn]) => [navn, valg[navn].objekttype] as const);
  const indhold = beskeddata(besked);
  return {
    specversion: '1.0',
    id: beskedId,
    source:
      beskedAnsvarligAktoer === undefined
        ? 'urn:oio:beskedfordeler'
        : `urn:uuid:${encodeURIComponent(beskedAnsvarligAktoer)}`,
    type:
      navnFor(
        beskedtype,
        TYPER.map(([navn, type]) => [type, valg[navn].beskedtype] as const),
      ) ?? beskedtype,
    ...(subject !== undefined && { subject }),
    ...(time !== undefined && { time }),
    datacontenttype: 'application/json',
    data: {
      beskedtype,
      objektId: subject,
      objekttype: navnFor(iRegistrering('ObjektType'), objekttyper),
      handling: navnFor(iRegistrering('ObjektHandling'), handlinger),
      registreringId: iRegistrering('ObjektRegistreringId'),
      registreringsaktoer: iRegistrering('RegistreringsAktoer'),
      ansvarligMyndighed: ansvarligeMyndigheder[0],
      opgaveEmne: opgaveEmner[0],
      sikkerhedsklassificering: foelsomhed,
      gyldighedFra: iso(['Beskedkuvert', 'GyldighedFra']),
      relaterede: relaterede(besked),
      ...(indhold.length > 0 && { beskeddata: indhold }),
    },
  };
}

function relaterede(besked: Haendelsesbesked): readonly { readonly objektId?: string; readonly objekttype?: string }[] {
  return elementerPaa(besked, ['Beskedkuvert', 'Filtreringsdata', 'RelateretObjekt']).map((rod) => {
    const [objektId] = vaerdierPaa({ rod }, ['ObjektId']);
    const [objekttype] = vaerdierPaa({ rod }, ['ObjektType']);
    return { ...(objektId !== undefined && { objektId }), ...(objekttype !== undefined && { objekttype }) };
  });
}
