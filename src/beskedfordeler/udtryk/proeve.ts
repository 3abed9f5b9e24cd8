/** A tree as a function that holds messages against it, and what it has to know of value lists for that. */
import { isUuid } from '../../base/uuid.ts';
import type { Haendelsesbesked } from '../kuvert/haendelsesbesked.ts';
import type { Listeled, Listeopslag } from './oversaet.ts';
import type { Knude, PaaListe } from './traet.ts';
import { proeveAf, stavemaader, vaerdierAf } from './vaerdier.ts';

export type Proevet = Pick<Haendelsesbesked, 'rod'>;
export type Proeve = (besked: Proevet, lister: Listeopslag) => boolean;

export function proeveOf(knude: Knude): Proeve {
  switch (knude.art) {
    case 'lig': {
      const proeve = proeveAf(knude);
      return (besked) => vaerdierAf(besked, knude.sti).some(proeve);
    }
    case 'paa-liste':
      return (besked, lister) => listeledAf(knude, besked).some(lister);
    case 'ikke': {
      const led = proeveOf(knude.led);
      return (besked, lister) => !led(besked, lister);
    }
    case 'og': {
      const led = knude.led.map(proeveOf);
      return (besked, lister) => led.every((et) => et(besked, lister));
    }
    case 'eller': {
      const led = knude.led.map(proeveOf);
      return (besked, lister) => led.some((et) => et(besked, lister));
    }
  }
}

export function listeledAf({ sti, liste }: PaaListe, besked: Proevet): readonly Listeled[] {
  const navn = listenavnOf(liste);
  return vaerdierAf(besked, sti).flatMap(({ noegle }) =>
    stavemaader(noegle).map((vaerdi) => ({ liste: navn, vaerdi })),
  );
}

export function listenavnOf(liste: string): string {
  return isUuid(liste) ? liste.toLowerCase() : liste;
}
