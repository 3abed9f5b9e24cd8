/** A message as others send it: prefixes of their own, both spellings of a CVR, comments, a signature, an opaque payload. */
import { DEFAULT_LIMITS } from '../../base/limits.ts';
import { beskedgraenserOf, laesHaendelsesbesked } from './laes.ts';

export const GRAENSER = beskedgraenserOf(DEFAULT_LIMITS, 1_048_576);

export const SIGNATUR =
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="s1">\r\n<ds:SignedInfo/>  <ds:x/></ds:Signature>';

export const DATA =
  `<p:Base64 xmlns:p="urn:besked:kuvert:1.0" content-type='text/xml'  file-type = "xml">\n  PGE+ \t</p:Base64>` +
  '<ukendt xmlns="urn:eksempel"> <![CDATA[ <a> & ]]>&#13;&amp;<!-- bevares --><?og dette?></ukendt>';

interface Dele {
  readonly modtagere?: string;
  readonly information?: string;
}

const MODTAGERE = `
        <k:TilladtModtager><URNIdentifikator>urn:oio:cvr-nr:11111111</URNIdentifikator></k:TilladtModtager>
        <k:TilladtModtager><URNIdentifikator>urn:oio:cvr:22222222</URNIdentifikator></k:TilladtModtager><!-- hertil -->`;

/** With what stands for TilladtModtager and Leveranceinformation replaced. */
export function eksempel({ modtagere = MODTAGERE, information = '<k:Leveranceinformation />' }: Dele = {}): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<!-- før roden -->
<k:Haendelsesbesked xmlns:k="urn:oio:besked:kuvert:1.0" xmlns="urn:oio:sagdok:3.0.0">
  <k:BeskedId><UUIDIdentifikator>9B1C4C1E-0000-4000-8000-ABCDEF012345</UUIDIdentifikator></k:BeskedId>
  <k:BeskedVersion>1.0</k:BeskedVersion>
  <k:Beskedkuvert>
    <k:Filtreringsdata>
        <k:Beskedtype><UUIDIdentifikator>7654895c-a3f3-4c77-8afd-4c77330f963c</UUIDIdentifikator></k:Beskedtype>
        <k:BeskedAnsvarligAktoer><UUIDIdentifikator>96514e13-0000-4000-8000-000000000001</UUIDIdentifikator></k:BeskedAnsvarligAktoer>${modtagere}
        <k:ObjektRegistrering>
          <k:Registreringstidspunkt><TidsstempelDatoTid>2022-02-13T08:00:00</TidsstempelDatoTid></k:Registreringstidspunkt>
          <k:ObjektAnsvarligMyndighed><URNIdentifikator>urn:oio:cvr-nr:11111111</URNIdentifikator></k:ObjektAnsvarligMyndighed>
          <k:ObjektId><URNIdentifikator>urn:oio:cpr-nr:0101010101</URNIdentifikator></k:ObjektId>
          <k:OpgaveEmne><URNIdentifikator>urn:oio:kle:32.01.01</URNIdentifikator></k:OpgaveEmne>
          <k:ObjektRegistreringLokalUdvidelse><k:AfsenderSystemSignatur>${SIGNATUR}</k:AfsenderSystemSignatur></k:ObjektRegistreringLokalUdvidelse>
        </k:ObjektRegistrering>
        <k:ObjektRegistrering/>
    </k:Filtreringsdata>
    ${information}
  </k:Beskedkuvert>
  <k:Beskeddata>${DATA}</k:Beskeddata>
</k:Haendelsesbesked>
<!-- efter roden -->
`;
}

export function laest(tekst: string) {
  return laesHaendelsesbesked(new TextEncoder().encode(tekst), GRAENSER);
}
