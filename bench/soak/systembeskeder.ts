/** The messages of OrganisationSystem: a page of the hierarchy, the import of many units at once, anonymiser. */
import { NS } from '../../src/standard/namespaces.ts';
import { objekttyper } from '../../src/standard/objekttyper.ts';
import { id, objekt, ramme, rod } from './beskeder.ts';
import type { Skrivning } from './naivt-objekt.ts';

export const SYSTEM_STI = '/organisation/organisationsystem/6';
const NAMESPACE = 'http://stoettesystemerne.dk/organisation/organisationsystem/6/';

/** A page of everything that the authority has. */
export const hierarki = (foerste: number, antal: number) =>
  `<FremsoegObjekthierarkiInput xmlns="${NAMESPACE}" xmlns:sd="${NS.sd}">${ramme(foerste, antal)}</FremsoegObjekthierarkiInput>`;

/** An Organisation with just a name, and units. */
export function importSystem(organisationUuid: string, enheder: readonly Skrivning[]): string {
  const organisation =
    `<Organisation xmlns="${objekttyper.Organisation.namespace}">${id(organisationUuid)}<Registrering><AttributListe><Egenskab>` +
    '<sd:OrganisationNavn>Findes</sd:OrganisationNavn></Egenskab></AttributListe><TilstandListe/><RelationListe/></Registrering></Organisation>';
  const alle = enheder.map((enhed) => rod(enhed.type, enhed.type, objekt(enhed))).join('');
  return `<ImporterOrganisationSystemInput xmlns="${NAMESPACE}" xmlns:sd="${NS.sd}">${organisation}<OrganisationEnhederInput>${alle}</OrganisationEnhederInput></ImporterOrganisationSystemInput>`;
}

export const anonymiser = (uuid: string) =>
  `<AnonymiserInput xmlns="${NAMESPACE}"><PersonUUID>${uuid}</PersonUUID></AnonymiserInput>`;
