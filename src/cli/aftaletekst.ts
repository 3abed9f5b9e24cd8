/** Agreements as the command line reads and writes them. */
import type { Aftale } from '../administration/model.ts';
import { isVideregivelse, manglendeParter, type Part, statusOf } from '../administration/status.ts';
import { FkorgError } from '../base/error.ts';
import type { Afgoerelsespost, Servicedel } from '../store/administration/administration.ts';

/** `organisation:udstil,senavn=Ja klassifikation-7:udstil` taken apart; what may be in it is for the rules to say. */
export function laesServices(tekst: string): readonly Servicedel[] {
  return tekst
    .trim()
    .split(/\s+/)
    .map((del) => {
      // An entity id has a colon of its own.
      const kolon = del.lastIndexOf(':');
      const ord = del.slice(kolon + 1).split(',');
      const roller = ord.filter((et) => !et.includes('='));
      const vaerdier = ord.filter((et) => et.includes('=')).map((et) => et.split(/=(.*)/s) as [string, string]);
      const dataafgraensninger = Object.fromEntries(
        [...Map.groupBy(vaerdier, ([navn]) => navn)].map(([navn, par]) => [navn, par.map(([, vaerdi]) => vaerdi)]),
      );
      return { service: del.slice(0, kolon), roller, dataafgraensninger };
    });
}

export function laesEjere(tekst: string | undefined): readonly string[] | undefined {
  return tekst === 'none' ? [] : tekst?.split(',');
}

function skrivServices(services: readonly Servicedel[]): string {
  return services
    .map(({ service, roller, dataafgraensninger }) => {
      const vaerdier = Object.entries(dataafgraensninger).flatMap(([navn, alle]) => alle.map((en) => `${navn}=${en}`));
      return `${service}:${[...roller, ...vaerdier].join(',')}`;
    })
    .join(' ');
}

const skrivPart = ({ cvr, rolle }: Part): string => `${cvr} (${rolle})`;

/** One line, parted by tabs. */
export function aftaleLinje(aftale: Aftale, system: string): string {
  const { uuid, cvr, miljoe, indhold } = aftale;
  const status = statusOf(aftale);
  const type = isVideregivelse(indhold) ? `med videregivelse fra ${indhold.dataejere.join(',')}` : 'uden videregivelse';
  const mangler = status === 'anmodet' ? manglendeParter(aftale).map(skrivPart).join(', ') : '';
  const services = skrivServices(indhold.services);
  return `${[uuid, status, system, cvr, miljoe, type, services, mangler, indhold.navn].join('\t')}\n`;
}

/** When it was requested, and what was decided, a line each. */
export function historikLinjer(aftale: Aftale): readonly string[] {
  const { tidspunkt, af, kopiAf, indhold } = aftale;
  const kopi = kopiAf === undefined ? '' : `kopi af ${kopiAf}; `;
  return [
    linje(tidspunkt, 'anmodet', '', af, `${kopi}${indhold.begrundelse}`),
    ...aftale.afgoerelser.map((post: Afgoerelsespost) =>
      linje(post.tidspunkt, post.handling, post.part ? skrivPart(post.part) : '', post.af, post.begrundelse ?? ''),
    ),
  ];
}

function linje(tidspunkt: number, ...celler: readonly string[]): string {
  return `\t${[new Date(tidspunkt).toISOString(), ...celler].join('\t')}\n`;
}

/** A setting that the command cannot do without. */
export function kraevet(vaerdi: string | undefined, navn: string, command: string): string {
  if (vaerdi !== undefined) return vaerdi;
  throw new FkorgError('bad-setting', `It needs --${navn}. See \`fkorg ${command} --help\`.`);
}
