/** The calls by which a client of SOAP learns the same of 500 users: search, then list, type by type. */
import { newUuid } from '../../src/base/uuid.ts';
import { NS } from '../../src/standard/namespaces.ts';
import { postBytes } from '../load.ts';
import type { Type } from '../soak/forms.ts';
import { envelope, id, list, pathOf, root } from '../soak/messages.ts';
import type { Laesning } from './data.ts';

const HOVED = `<s:Header><h:RequestHeader xmlns:h="${NS.header}"><h:TransactionUUID>${newUuid()}</h:TransactionUUID></h:RequestHeader></s:Header><s:Body>`;

const kald = (type: Type, body: string) => postBytes(pathOf(type), envelope(body).replace('<s:Body>', HOVED));

function soeg(type: Type, tilstand: string, relationer: string): Buffer {
  const antal = '<sd:MaksimalAntalKvantitet>1000</sd:MaksimalAntalKvantitet>';
  const lister = `<AttributListe/><TilstandListe>${tilstand}</TilstandListe><RelationListe>${relationer}</RelationListe>`;
  return kald(type, root(type, 'SoegInput', antal + lister));
}

const AKTIV = '<of:Gyldighed><of:GyldighedStatusKode>Aktiv</of:GyldighedStatusKode></of:Gyldighed>';
const brugersFunktion = (uuid: string) =>
  `<sd:TilknyttedeBrugere><sd:ReferenceID>${id(uuid)}</sd:ReferenceID></sd:TilknyttedeBrugere>`;

const lister = ({ brugere, personer, adresser, funktioner, enheder }: Laesning) =>
  (
    [
      ['Bruger', brugere],
      ['Person', personer],
      ['Adresse', adresser],
      ['OrganisationFunktion', funktioner],
      ['OrganisationEnhed', enheder],
    ] as const
  ).map(([type, uuids]) => kald(type, list(type, uuids, {})));

/** As few calls as there can be: the functions of all users are searched for in one call. */
export function faerrest(laesning: Laesning): readonly Buffer[] {
  const alles = soeg('OrganisationFunktion', '', laesning.brugere.map(brugersFunktion).join(''));
  return [soeg('Bruger', AKTIV, ''), alles, ...lister(laesning)];
}

/** As a client does that asks for the functions of one user after the other. */
export function enkeltvis(laesning: Laesning): readonly Buffer[] {
  const hvers = laesning.brugere.map((uuid) => soeg('OrganisationFunktion', '', brugersFunktion(uuid)));
  return [soeg('Bruger', AKTIV, ''), ...hvers, ...lister(laesning)];
}
