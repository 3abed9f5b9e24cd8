/** Requests that break one rule each, for the pages of the rules. What is answered is computed, never written by hand. */
import type { RegelId } from '../src/standard/regler.ts';

const ENHED = 'xmlns="http://stoettesystemerne.dk/organisation/organisationenhed/6/"';
const PERSON = 'xmlns="http://stoettesystemerne.dk/organisation/person/6/"';
const KLASSE = 'xmlns="http://stoettesystemerne.dk/klassifikation/klasse/6/"';
const SD = 'xmlns:sd="urn:oio:sagdok:3.0.0"';
const UUID = '<sd:UUIDIdentifikator>5c63e3a4-1c4f-4b8e-9f0a-0c7d1d7d6c01</sd:UUIDIdentifikator>';

function laes(filter: string): string {
  return `<LaesInput ${ENHED} ${SD}>\n  ${UUID}\n  ${filter}\n</LaesInput>`;
}

function egenskab(felter: string): string {
  return `<RetInput ${ENHED} ${SD}>\n  ${UUID}\n  <AttributListe>\n    <Egenskab>\n      ${felter}\n    </Egenskab>\n  </AttributListe>\n</RetInput>`;
}

/** The element in the body of the request. */
export const ruleExamples: Readonly<Partial<Record<RegelId, string>>> = {
  'element-ukendt': egenskab('<EnhedNavn>Borgerservice</EnhedNavn>'),
  'element-mangler': `<LaesInput ${ENHED}/>`,
  'element-raekkefoelge': egenskab(
    '<sd:EnhedNavn>Borgerservice</sd:EnhedNavn>\n      <sd:BrugervendtNoegleTekst>BS</sd:BrugervendtNoegleTekst>',
  ),
  'element-for-mange': `<PassiverInput ${ENHED} ${SD}>\n  ${UUID}\n  ${UUID}\n</PassiverInput>`,
  'valg-mangler': laes('<sd:VirkningFraFilter/>'),
  'tekst-uventet': `<SletInput ${ENHED} ${SD}>slet:\n  ${UUID}\n</SletInput>`,
  'attribut-ukendt': `<SletInput ${ENHED} ${SD} version="6">\n  ${UUID}\n</SletInput>`,
  'tekst-for-lang': egenskab(`<sd:BrugervendtNoegleTekst>${'Borgerservice '.repeat(4)}</sd:BrugervendtNoegleTekst>`),
  'vaerdi-moenster': `<SletInput ${PERSON} ${SD}>\n  <sd:UUIDIdentifikator>{5C63E3A4-1C4F-4B8E-9F0A-0C7D1D7D6C01}</sd:UUIDIdentifikator>\n</SletInput>`,
  'kode-ukendt': `<SoegInput ${PERSON} ${SD}>\n  <sd:SoegRegistrering>\n    <sd:LivscyklusKode>Rettet</sd:LivscyklusKode>\n  </sd:SoegRegistrering>\n</SoegInput>`,
  'tidspunkt-form': laes(
    '<sd:VirkningFraFilter>\n    <sd:TidsstempelDatoTid>01-02-2026</sd:TidsstempelDatoTid>\n  </sd:VirkningFraFilter>',
  ),
  'tal-form': `<SoegInput ${PERSON} ${SD}>\n  <sd:FoersteResultatReference>alle</sd:FoersteResultatReference>\n</SoegInput>`,
  'boolsk-form': `<SoegInput ${KLASSE} ${SD}>\n  <TilstandListe>\n    <PubliceretStatus>\n      <sd:ErPubliceretIndikator>ja</sd:ErPubliceretIndikator>\n    </PubliceretStatus>\n  </TilstandListe>\n</SoegInput>`,
  'graenseindikator-true': laes(
    '<sd:VirkningTilFilter>\n    <sd:GraenseIndikator>false</sd:GraenseIndikator>\n  </sd:VirkningTilFilter>',
  ),
};
