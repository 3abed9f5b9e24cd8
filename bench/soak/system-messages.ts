/** The messages of OrganisationSystem: a page of the hierarchy, the import of many units at once, anonymiser. */
import { NS } from '../../src/standard/namespaces.ts';
import { objekttyper } from '../../src/standard/objekttyper.ts';
import { frame, id, object, root } from './messages.ts';
import type { Write } from './naive-object.ts';

export const SYSTEM_PATH = '/organisation/organisationsystem/6';
const NAMESPACE = 'http://stoettesystemerne.dk/organisation/organisationsystem/6/';

/** A page of everything that the authority has. */
export const hierarki = (first: number, count: number) =>
  `<FremsoegObjekthierarkiInput xmlns="${NAMESPACE}" xmlns:sd="${NS.sd}">${frame(first, count)}</FremsoegObjekthierarkiInput>`;

/** An Organisation with just a name, and units. */
export function importSystem(organisationUuid: string, units: readonly Write[]): string {
  const organisation =
    `<Organisation xmlns="${objekttyper.Organisation.namespace}">${id(organisationUuid)}<Registrering><AttributListe><Egenskab>` +
    '<sd:OrganisationNavn>Findes</sd:OrganisationNavn></Egenskab></AttributListe><TilstandListe/><RelationListe/></Registrering></Organisation>';
  const all = units.map((unit) => root(unit.type, unit.type, object(unit))).join('');
  return `<ImporterOrganisationSystemInput xmlns="${NAMESPACE}" xmlns:sd="${NS.sd}">${organisation}<OrganisationEnhederInput>${all}</OrganisationEnhederInput></ImporterOrganisationSystemInput>`;
}

export const anonymiser = (uuid: string) =>
  `<AnonymiserInput xmlns="${NAMESPACE}"><PersonUUID>${uuid}</PersonUUID></AnonymiserInput>`;
