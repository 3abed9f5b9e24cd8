/** The requests that are measured: the size and shape that real clients send. */
import { newUuid } from '../src/base/uuid.ts';
import { NS } from '../src/standard/namespaces.ts';
import { postBytes } from './load.ts';

const ENHED = 'http://stoettesystemerne.dk/organisation/organisationenhed/6/';
export const ENHED_STI = '/organisation/organisationenhed/6';
export const SYSTEM_STI = '/organisation/organisationsystem/6';

const envelope = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${NS.soap12}"><soap:Header>` +
  `<h:RequestHeader xmlns:h="${NS.header}"><h:TransactionUUID>${newUuid()}</h:TransactionUUID></h:RequestHeader>` +
  `</soap:Header><soap:Body>${body}</soap:Body></soap:Envelope>`;

const id = (uuid: string) => `<sd:UUIDIdentifikator>${uuid}</sd:UUIDIdentifikator>`;

/** What stands in the body of a read. */
export function laesIndhold(uuid: string): string {
  return `<e:LaesInput xmlns:e="${ENHED}" xmlns:sd="${NS.sd}">${id(uuid)}</e:LaesInput>`;
}

export function laes(uuid: string, path = ENHED_STI): Buffer {
  return postBytes(path, envelope(laesIndhold(uuid)));
}

export function list(uuids: readonly string[]): Buffer {
  return postBytes(
    ENHED_STI,
    envelope(`<e:ListInput xmlns:e="${ENHED}" xmlns:sd="${NS.sd}">${uuids.map(id).join('')}</e:ListInput>`),
  );
}

export function hierarki(): Buffer {
  const ns = 'http://stoettesystemerne.dk/organisation/organisationsystem/6/';
  const uden = ['OrganisationFunktion', 'Bruger'].map((type) => {
    const felt = type === 'Bruger' ? 'BrugerNavn' : 'FunktionNavn';
    return `<s:${type}SoegEgenskab><sd:${felt}>EXCLUDE!</sd:${felt}></s:${type}SoegEgenskab>`;
  });
  return postBytes(
    SYSTEM_STI,
    envelope(
      `<s:FremsoegObjekthierarkiInput xmlns:s="${ns}" xmlns:sd="${NS.sd}"><sd:FoersteResultatReference>0</sd:FoersteResultatReference>` +
        `<sd:MaksimalAntalKvantitet>500</sd:MaksimalAntalKvantitet>${uden.join('')}</s:FremsoegObjekthierarkiInput>`,
    ),
  );
}

const VIRKNING =
  '<sd:Virkning><sd:FraTidspunkt><sd:TidsstempelDatoTid>2024-01-01T00:00:00.000+01:00</sd:TidsstempelDatoTid></sd:FraTidspunkt>' +
  '<sd:TilTidspunkt><sd:GraenseIndikator>true</sd:GraenseIndikator></sd:TilTidspunkt>' +
  '<sd:AktoerRef><sd:UUIDIdentifikator>2cc5ef32-69a2-4694-95dd-c74ed9ebf111</sd:UUIDIdentifikator></sd:AktoerRef>' +
  '<sd:AktoerTypeKode>Organisation</sd:AktoerTypeKode></sd:Virkning>';

/** A unit as a known client imports it: name, state, parent, organisation, and three addresses. About 4 kB. */
export function importer(uuid: string, path = ENHED_STI): Buffer {
  const reference = (value: string) => `<sd:ReferenceID>${id(value)}</sd:ReferenceID>`;
  const adresse = (rolle: string) =>
    `<sd:Adresser>${VIRKNING}${reference(newUuid())}<sd:Rolle>${id(rolle)}</sd:Rolle>` +
    `<sd:Type>${id('9b33c0a0-a566-4ec0-8200-325cb1e5bb9a')}</sd:Type><sd:Indeks>${newUuid()}</sd:Indeks></sd:Adresser>`;
  const relationer =
    [
      '2b670843-ce42-411a-8fb5-311dfdd5caf0',
      '8dcfa714-5ed3-4000-b551-2ba520e7d8ad',
      '80b610c6-314b-485a-a014-a9a1d7070bc4',
    ]
      .map(adresse)
      .join('') +
    `<sd:Overordnet>${VIRKNING}${reference(newUuid())}</sd:Overordnet><sd:Tilhoerer>${VIRKNING}${reference(newUuid())}</sd:Tilhoerer>`;
  return postBytes(
    path,
    envelope(
      `<e:ImportInput xmlns:e="${ENHED}" xmlns:sd="${NS.sd}" xmlns:of="${NS.orgfaelles}"><e:OrganisationEnhed>${id(uuid)}<e:Registrering>` +
        `<e:AttributListe><e:Egenskab>${VIRKNING}<sd:BrugervendtNoegleTekst>${uuid.slice(0, 8)}</sd:BrugervendtNoegleTekst>` +
        `<sd:EnhedNavn>Enhed ${uuid.slice(0, 8)}</sd:EnhedNavn></e:Egenskab></e:AttributListe>` +
        `<e:TilstandListe><of:Gyldighed>${VIRKNING}<of:GyldighedStatusKode>Aktiv</of:GyldighedStatusKode></of:Gyldighed></e:TilstandListe>` +
        `<e:RelationListe>${relationer}</e:RelationListe></e:Registrering></e:OrganisationEnhed></e:ImportInput>`,
    ),
  );
}
