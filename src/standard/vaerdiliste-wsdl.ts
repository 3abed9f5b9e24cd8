/** Writes the WSDL of the service of value lists: SOAP 1.1, document/literal, no header and no policy (docs/decisions/0002). */
import { BESKED_NS } from './besked-namespaces.ts';
import { NS } from './namespaces.ts';
import { type Knude, knude, skrivDokument } from './skema-tekst.ts';
import { type Listeoperation, listeoperationer, VAERDILISTE_TJENESTE as T } from './vaerdiliste-tjeneste.ts';
import type { WsdlAdresser } from './wsdl.ts';
import { praefiksOf, rumOf } from './xsd.ts';

const RETNINGER = [
  { knude: 'wsdl:input', part: 'request', besked: 'RequestMessage', element: 'input' },
  { knude: 'wsdl:output', part: 'response', besked: 'ResponseMessage', element: 'output' },
] as const;

function beskedKnuder(operation: Listeoperation): readonly Knude[] {
  return RETNINGER.map(({ part, besked, element }) => {
    const { ns, navn } = operation[element];
    const attributter = { name: part, element: `${praefiksOf(ns)}:${navn}` };
    return knude('wsdl:message', { name: `${operation.besked}${besked}` }, [knude('wsdl:part', attributter)]);
  });
}

function portTypeOperation(operation: Listeoperation): Knude {
  const retninger = RETNINGER.map((retning) =>
    knude(retning.knude, { message: `tns:${operation.besked}${retning.besked}` }),
  );
  return knude('wsdl:operation', { name: operation.navn }, retninger);
}

function bindingOperation({ navn, soapAction }: Listeoperation): Knude {
  const retninger = RETNINGER.map((retning) => knude(retning.knude, {}, [knude('soap:body', { use: 'literal' })]));
  return knude('wsdl:operation', { name: navn }, [knude('soap:operation', { soapAction }), ...retninger]);
}

/** The WSDL, with the addresses of this server. */
export function skrivListeWsdl(adresser: WsdlAdresser): string {
  const skemaer = [BESKED_NS.vaerdiliste, BESKED_NS.beskedfordeler].map((ns) => rumOf(ns, 'besked'));
  const importer = skemaer.map((rum) =>
    knude('xs:import', { namespace: rum.ns, schemaLocation: adresser.skemaOf(rum) }),
  );
  const portType = `${T.bindingNavn}PortType`;
  return skrivDokument(
    knude(
      'wsdl:definitions',
      {
        'xmlns:wsdl': 'http://schemas.xmlsoap.org/wsdl/',
        'xmlns:soap': 'http://schemas.xmlsoap.org/wsdl/soap/',
        'xmlns:xs': NS.xsd,
        'xmlns:tns': T.wsdlNamespace,
        ...Object.fromEntries(skemaer.map((rum) => [`xmlns:${praefiksOf(rum.ns)}`, rum.ns])),
        name: T.wsdlNavn,
        targetNamespace: T.wsdlNamespace,
      },
      [
        knude('wsdl:types', {}, [knude('xs:schema', {}, importer)]),
        ...listeoperationer.flatMap(beskedKnuder),
        knude('wsdl:portType', { name: portType }, listeoperationer.map(portTypeOperation)),
        knude('wsdl:binding', { name: T.bindingNavn, type: `tns:${portType}` }, [
          knude('soap:binding', { style: 'document', transport: 'http://schemas.xmlsoap.org/soap/http' }),
          ...listeoperationer.map(bindingOperation),
        ]),
        knude('wsdl:service', { name: T.bindingNavn }, [
          knude('wsdl:port', { name: T.portNavn, binding: `tns:${T.bindingNavn}` }, [
            knude('soap:address', { location: adresser.tjeneste }),
          ]),
        ]),
      ],
    ),
  );
}
