/**
 * Writes the WSDL of a service: SOAP 1.2, document/literal, RequestHeader as a header part both ways (spec sf1500 §1.1,
 * §1.2). Door file. It names no policy; docs/decisions/0002-wsdl-without-policy.md says why.
 */
import { NS } from './namespaces.ts';
import { type Knude, knude, skrivDokument } from './skema-tekst.ts';
import type { OperationRaekke, Tjeneste } from './tjenester.ts';
import { praefiksOf, rumOf, type SkemaAdresse } from './xsd.ts';

const WSDL_NS = 'http://schemas.xmlsoap.org/wsdl/';
const SOAP12_BINDING_NS = 'http://schemas.xmlsoap.org/wsdl/soap12/';
const HTTP_TRANSPORT = 'http://schemas.xmlsoap.org/soap/http';

export interface WsdlAdresser {
  /** The address that clients call: an absolute URL. */
  readonly tjeneste: string;
  readonly skemaOf: SkemaAdresse;
}

/** The two directions of an operation, by the words that the WSDL uses for them. */
const RETNINGER = [
  { knude: 'wsdl:input', part: 'request', besked: 'RequestMessage', element: 'input' },
  { knude: 'wsdl:output', part: 'response', besked: 'ResponseMessage', element: 'output' },
] as const;

type Retning = (typeof RETNINGER)[number];

function beskedNavn(operation: OperationRaekke, retning: Retning): string {
  return `${operation.besked}${retning.besked}`;
}

function beskedKnude(tjeneste: Tjeneste, operation: OperationRaekke, retning: Retning): Knude {
  const praefiks = praefiksOf(tjeneste.namespace);
  return knude('wsdl:message', { name: beskedNavn(operation, retning) }, [
    knude('wsdl:part', { name: 'header', element: 'header:RequestHeader' }),
    knude('wsdl:part', { name: retning.part, element: `${praefiks}:${operation[retning.element]}` }),
  ]);
}

function portTypeOperation(operation: OperationRaekke): Knude {
  const retninger = RETNINGER.map((retning) =>
    knude(retning.knude, { message: `tns:${beskedNavn(operation, retning)}` }),
  );
  return knude('wsdl:operation', { name: operation.verbum }, retninger);
}

function bindingOperation(operation: OperationRaekke): Knude {
  const retninger = RETNINGER.map((retning) =>
    knude(retning.knude, {}, [
      knude('soap12:header', { message: `tns:${beskedNavn(operation, retning)}`, part: 'header', use: 'literal' }),
      knude('soap12:body', { parts: retning.part, use: 'literal' }),
    ]),
  );
  return knude('wsdl:operation', { name: operation.verbum }, [
    knude('soap12:operation', { soapAction: operation.soapAction, soapActionRequired: 'false' }),
    ...retninger,
  ]);
}

/** The WSDL of a service, with the addresses of this server. */
export function skrivWsdl(tjeneste: Tjeneste, adresser: WsdlAdresser): string {
  const { navn, operationer, wsdlServiceNavn } = tjeneste;
  const skemaer = [tjeneste.namespace, NS.header].map((ns) => rumOf(ns, tjeneste.version));
  const importer = skemaer.map((rum) =>
    knude('xs:import', { namespace: rum.ns, schemaLocation: adresser.skemaOf(rum) }),
  );
  return skrivDokument(
    knude(
      'wsdl:definitions',
      {
        'xmlns:wsdl': WSDL_NS,
        'xmlns:soap12': SOAP12_BINDING_NS,
        'xmlns:xs': NS.xsd,
        'xmlns:tns': tjeneste.wsdlNamespace,
        ...Object.fromEntries(skemaer.map((rum) => [`xmlns:${praefiksOf(rum.ns)}`, rum.ns])),
        name: wsdlServiceNavn,
        targetNamespace: tjeneste.wsdlNamespace,
      },
      [
        knude('wsdl:types', {}, [knude('xs:schema', {}, importer)]),
        ...operationer.flatMap((operation) => RETNINGER.map((retning) => beskedKnude(tjeneste, operation, retning))),
        knude('wsdl:portType', { name: `${navn}PortType` }, operationer.map(portTypeOperation)),
        knude('wsdl:binding', { name: navn, type: `tns:${navn}PortType` }, [
          knude('soap12:binding', { style: 'document', transport: HTTP_TRANSPORT }),
          ...operationer.map(bindingOperation),
        ]),
        knude('wsdl:service', { name: wsdlServiceNavn }, [
          knude('wsdl:port', { name: navn, binding: `tns:${navn}` }, [
            knude('soap12:address', { location: adresser.tjeneste }),
          ]),
        ]),
      ],
    ),
  );
}
