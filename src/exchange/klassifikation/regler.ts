/** What an edition must keep by itself and against the register, before anything is made of it: one line for each breach. */
import { shownValue } from '../../base/brud.ts';
import { uuidOf } from '../../register/model.ts';
import type { Filbrud } from '../emne.ts';
import type { Afvisning } from '../indlaesning.ts';
import { facetOf, type Kendt, nyesteOf } from './kendt.ts';
import type { Udgave, Udgivet } from './udgave.ts';

/** @param ejer Whose objects the edition has; what others own can be pointed at and not changed. */
export function udgavebrud({ objekter }: Udgave, kendt: Kendt, ejer: string): readonly Afvisning[] {
  const afviste: Afvisning[] = [];
  const sete = new Map<string, Udgivet>();
  for (const udgivet of objekter) {
    const noegle = `${udgivet.objekttype} ${udgivet.uuid}`;
    const brud = enkeltbrud(udgivet, sete.get(noegle), kendt, ejer);
    if (!sete.has(noegle)) sete.set(noegle, udgivet);
    if (brud.length > 0) afviste.push(afvisning(udgivet, brud));
  }
  for (const udgivet of objekter) {
    const brud = overordnetbrud(udgivet, sete, kendt);
    if (brud) afviste.push(afvisning(udgivet, [brud]));
  }
  return afviste;
}

function afvisning({ linje, objekttype, uuid }: Udgivet, brud: readonly Filbrud[]): Afvisning {
  return { linje, objekttype, uuid, brud };
}

function enkeltbrud(udgivet: Udgivet, foer: Udgivet | undefined, kendt: Kendt, ejer: string): readonly Filbrud[] {
  const { objekttype, uuid } = udgivet;
  const vaerdi = shownValue(uuid);
  const brud: Filbrud[] = [];
  if (foer) {
    const forventet = `a UUID of its own; line ${foer.linje} has it already`;
    brud.push({ regel: 'fil-gentaget', sted: 'UUID', vaerdi, forventet });
  }
  const lagret = kendt.find(objekttype, uuid);
  if (lagret && lagret.ejer !== ejer) {
    brud.push({ regel: 'fil-ejer', sted: 'UUID', vaerdi, forventet: `an object of ${ejer}, not of ${lagret.ejer}` });
  }
  const [facet, stored] = [facetI(udgivet), lagret && facetOf(nyesteOf(lagret))];
  if (objekttype === 'Klasse' && stored !== undefined && 'Facet' in udgivet.relationer && facet !== stored) {
    const forventet = `the facet that the class is in, ${stored}, or a new class with a UUID of its own`;
    brud.push({ regel: 'fil-facet', sted: 'Facet', ...(facet !== undefined && { vaerdi: facet }), forventet });
  }
  return brud;
}

function facetI({ relationer }: Udgivet): string | undefined {
  const reference = relationer.Facet?.[0]?.reference;
  return reference && uuidOf(reference);
}

/** The UUID of the class above, as the edition leaves it. */
function overordnetOf(uuid: string, sete: ReadonlyMap<string, Udgivet>, kendt: Kendt): string | undefined {
  const udgivne = sete.get(`Klasse ${uuid}`)?.relationer.OverordnetKlasse;
  const lagret = kendt.find('Klasse', uuid);
  const poster = udgivne ?? (lagret ? nyesteOf(lagret).relationer.OverordnetKlasse : undefined) ?? [];
  const reference = poster.at(-1)?.reference;
  return reference && uuidOf(reference);
}

/** The class above is there, and the way up ends. */
function overordnetbrud(udgivet: Udgivet, sete: ReadonlyMap<string, Udgivet>, kendt: Kendt): Filbrud | undefined {
  if (udgivet.objekttype !== 'Klasse') return undefined;
  const sted = 'OverordnetKlasse';
  const over = overordnetOf(udgivet.uuid, sete, kendt);
  if (over === undefined) return undefined;
  if (!sete.has(`Klasse ${over}`) && !kendt.find('Klasse', over)) {
    return { regel: 'fil-overordnet', sted, vaerdi: over, forventet: 'a class of the file or of the register' };
  }
  const vej = new Set([udgivet.uuid]);
  for (let naeste: string | undefined = over; naeste !== undefined; naeste = overordnetOf(naeste, sete, kendt)) {
    if (naeste === udgivet.uuid) {
      return { regel: 'fil-kreds', sted, vaerdi: over, forventet: 'a class that is not below this one itself' };
    }
    if (vej.has(naeste)) return undefined;
    vej.add(naeste);
  }
  return undefined;
}

const UDGAVE = /^Udgave (\d{4}-\d{2}-\d{2})$/;

/** An edition that says when it was published is no older than the one that the register has of the same facet. */
export function aeldrebrud({ objekter }: Udgave, kendt: Kendt): readonly Afvisning[] {
  return objekter.flatMap((udgivet) => {
    const lagret = udgivet.objekttype === 'Facet' ? kendt.find('Facet', udgivet.uuid) : undefined;
    const givet = UDGAVE.exec(String(udgivet.felter.SupplementTekst ?? ''))?.[1];
    if (!lagret || givet === undefined) return [];
    const kendte = nyesteOf(lagret).egenskaber.map(
      (egenskab) => UDGAVE.exec(String(egenskab.felter.SupplementTekst ?? ''))?.[1] ?? '',
    );
    const nyere = kendte.find((dag) => dag > givet);
    if (nyere === undefined) return [];
    const forventet = `an edition of ${nyere} or later, which the register has: an older one cannot be laid over it`;
    return [afvisning(udgivet, [{ regel: 'fil-aeldre', sted: 'UdgivelsesDato', vaerdi: givet, forventet }])];
  });
}

/** When the facet of a class begins; a class in it begins no earlier. */
export function begyndelseOf(udgivet: Udgivet, kendt: Kendt): number {
  const facet = udgivet.objekttype === 'Klasse' ? facetI(udgivet) : undefined;
  const lagret = facet === undefined ? undefined : kendt.find('Facet', facet);
  if (!lagret) return Number.NEGATIVE_INFINITY;
  return Math.min(...nyesteOf(lagret).egenskaber.map(({ virkning }) => virkning.fra));
}
