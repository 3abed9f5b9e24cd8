/** What an agreement may say: names, owners, services, roles and data restrictions, held against the table of services. */
import type { Aftaleindhold, Miljoe, Servicedel } from '../store/administration/administration.ts';
import { Aftalebrud, type Sted } from './aftalebrud.ts';
import { findService, type Service, services } from './servicetabel.ts';

const NAVN = /^(?=.*\S)\P{Cc}{1,200}$/u;
const BEGRUNDELSE = /^(?=[\s\S]*\S)[^\p{Cc}]{1,2000}$/u;
const DATAEJERE_MAX = 200;
const VAERDIER_MAX = 100;

export function assertNavn(navn: string, sted: Sted = ['navn']): void {
  if (!NAVN.test(navn)) throw new Aftalebrud('navn-form', `"${kort(navn)}" is no name.`, sted);
}

export function assertBegrundelse(begrundelse: string, sted: Sted = ['begrundelse']): void {
  if (!BEGRUNDELSE.test(begrundelse)) {
    throw new Aftalebrud('begrundelse-form', `"${kort(begrundelse)}" is no reason.`, sted);
  }
}

/** Throws where it is no CVR, or none of the authorities that the register knows. */
export function assertMyndighed(cvr: string, kendte: ReadonlySet<string>, sted: Sted): void {
  if (!/^\d{8}$/.test(cvr)) throw new Aftalebrud('myndighed-form', `"${kort(cvr)}" is no CVR.`, sted);
  if (!kendte.has(cvr)) throw new Aftalebrud('myndighed-ukendt', `No authority here has the CVR ${cvr}.`, sted);
}

/**
 * Throws an `Aftalebrud` for the first thing that cannot be in an agreement of this authority.
 *
 * @param kendte The authorities of the register.
 */
export function assertIndhold(indhold: Aftaleindhold, cvr: string, miljoe: Miljoe, kendte: ReadonlySet<string>): void {
  assertNavn(indhold.navn);
  assertBegrundelse(indhold.begrundelse);
  assertDataejere(indhold.dataejere, cvr, kendte);
  if (indhold.services.length === 0) throw new Aftalebrud('service-gentaget', 'No service is named.', ['services']);
  for (const [nr, del] of indhold.services.entries()) {
    const sted = ['services', nr];
    const service = findService(del.service);
    if (!service) throw new Aftalebrud('service-ukendt', ukendtService(del.service), [...sted, 'service']);
    if (indhold.services.findIndex((anden) => findService(anden.service) === service) < nr) {
      throw new Aftalebrud('service-gentaget', `${service.titel} is named twice.`, [...sted, 'service']);
    }
    assertRoller(service, del, sted);
    assertDataafgraensninger(service, del, miljoe, sted);
    if (indhold.dataejere.length > 0 && service.roller.includes('udstil') && !del.roller.includes('udstil')) {
      throw new Aftalebrud('rolle-videregivelse', `${service.titel} is asked for without udstil.`, [...sted, 'roller']);
    }
  }
}

function assertDataejere(dataejere: readonly string[], cvr: string, kendte: ReadonlySet<string>): void {
  if (dataejere.length > DATAEJERE_MAX) {
    throw new Aftalebrud('dataejer-antal', `${dataejere.length} owners of data are named.`, ['videregivelse']);
  }
  for (const [nr, ejer] of dataejere.entries()) {
    const sted = ['videregivelse', nr];
    assertMyndighed(ejer, kendte, sted);
    if (ejer === cvr) throw new Aftalebrud('dataejer-egen', `${ejer} is the agreement's own authority.`, sted);
    if (dataejere.indexOf(ejer) < nr) throw new Aftalebrud('dataejer-antal', `${ejer} is named twice.`, sted);
  }
}

function ukendtService(navn: string): string {
  const kendte = services.map((service) => service.navn).join(', ');
  return `There is no service "${kort(navn)}". There is: ${kendte}, or their entity ids.`;
}

function assertRoller({ titel, roller: kendte }: Service, { roller }: Servicedel, sted: Sted): void {
  if (roller.length === 0) {
    throw new Aftalebrud('rolle-ukendt', `No role is asked for. ${titel} has ${kendte.join(', ')}.`, [
      ...sted,
      'roller',
    ]);
  }
  for (const [nr, rolle] of roller.entries()) {
    const her = [...sted, 'roller', nr];
    if (!kendte.includes(rolle)) {
      const tekst = `${titel} has no role "${kort(rolle)}". It has ${kendte.join(', ')}.`;
      throw new Aftalebrud('rolle-ukendt', tekst, her);
    }
    if (roller.indexOf(rolle) < nr) throw new Aftalebrud('rolle-ukendt', `The role ${rolle} is named twice.`, her);
  }
}

function assertDataafgraensninger(service: Service, del: Servicedel, miljoe: Miljoe, sted: Sted): void {
  for (const [navn, { art, isKraevet }] of Object.entries(service.dataafgraensninger)) {
    if (isKraevet !== true || Object.hasOwn(del.dataafgraensninger, navn)) continue;
    const tekst = `${service.titel} is asked for without ${navn}, which takes ${art.form}.`;
    throw new Aftalebrud('dataafgraensning-kraevet', tekst, sted);
  }
  for (const [navn, vaerdier] of Object.entries(del.dataafgraensninger)) {
    const her = [...sted, 'dataafgraensninger', navn];
    if (!Object.hasOwn(service.dataafgraensninger, navn)) {
      const kendte = Object.keys(service.dataafgraensninger).join(', ') || 'none';
      const tekst = `${service.titel} has no data restriction "${kort(navn)}". It has: ${kendte}.`;
      throw new Aftalebrud('dataafgraensning-ukendt', tekst, her);
    }
    const { art, roller, isKunTest } = service.dataafgraensninger[navn]!;
    if (!del.roller.some((rolle) => roller.includes(rolle))) {
      const tekst = `${navn} goes with ${roller.join(' or ')}, which is not asked for.`;
      throw new Aftalebrud('dataafgraensning-ukendt', tekst, her);
    }
    if (isKunTest === true && miljoe !== 'test') {
      throw new Aftalebrud('dataafgraensning-miljoe', `The environment is ${miljoe}, and ${navn} is asked for.`, her);
    }
    const forkert = vaerdier.find((vaerdi) => !art.passer(vaerdi));
    if (forkert !== undefined || vaerdier.length === 0 || vaerdier.length > VAERDIER_MAX) {
      const hvad = forkert === undefined ? `${vaerdier.length} values` : `"${kort(forkert)}"`;
      throw new Aftalebrud('dataafgraensning-vaerdi', `${navn} takes ${art.form}, not ${hvad}.`, her);
    }
  }
}

/** What was given, as much of it as a line can show. */
function kort(tekst: string): string {
  return tekst.length > 80 ? `${tekst.slice(0, 80)}…` : tekst;
}

/** The same in one form, so that equal agreements look alike: short names, everything in the order of the table. */
export function ordnet(indhold: Aftaleindhold): Aftaleindhold {
  const dele = services.flatMap((service): Servicedel[] => {
    const del = indhold.services.find((given) => findService(given.service) === service);
    if (!del) return [];
    const navne = Object.keys(service.dataafgraensninger).filter((navn) => Object.hasOwn(del.dataafgraensninger, navn));
    return [
      {
        service: service.navn,
        roller: service.roller.filter((rolle) => del.roller.includes(rolle)),
        dataafgraensninger: Object.fromEntries(
          navne.map((navn) => [navn, [...new Set(del.dataafgraensninger[navn])].sort()]),
        ),
      },
    ];
  });
  const { navn, begrundelse, dataejere } = indhold;
  return { navn, begrundelse, dataejere: [...dataejere].sort(), services: dele };
}
