/** Taking elements, texts and attributes of a signed tree: exactly what is asked for, exactly once, or a refusal. */
import type { RigtElement } from '../xml/rig.ts';
import { Sikkerhedsfejl, type Sikkerhedsfejlart } from './sikkerhedsfejl.ts';

/** Says no to what an element is not; `art` is the subcode of the fault. */
export type Afvis = (detail: string) => never;

/** A function that throws a Sikkerhedsfejl of one kind. */
export function afvisMed(art: Sikkerhedsfejlart): Afvis {
  return (detail) => {
    throw new Sikkerhedsfejl(art, detail);
  };
}

export function er(element: RigtElement, ns: string, navn: string): boolean {
  return element.ns === ns && element.navn === navn;
}

export function alle(element: RigtElement, ns: string, navn: string): readonly RigtElement[] {
  return element.boern.filter((barn) => er(barn, ns, navn));
}

/** The one child of that name, or undefined; more than one is refused. */
export function hoejstEn(element: RigtElement, ns: string, navn: string, afvis: Afvis): RigtElement | undefined {
  const fundne = alle(element, ns, navn);
  if (fundne.length > 1) afvis(`${fundne.length} ${navn} in ${element.navn}`);
  return fundne[0];
}

export function praecisEn(element: RigtElement, ns: string, navn: string, afvis: Afvis): RigtElement {
  return hoejstEn(element, ns, navn, afvis) ?? afvis(`no ${navn} in ${element.navn}`);
}

/** The text of an element that has nothing else in it, without white space around. */
export function tekstAf(element: RigtElement, afvis: Afvis): string {
  if (element.boern.length > 0) afvis(`elements in ${element.navn}`);
  return element.tekst.trim();
}

/** The value of an attribute in no namespace. */
export function attributAf(element: RigtElement, navn: string): string | undefined {
  return element.attributter.find((attribut) => attribut.ns === '' && attribut.navn === navn)?.vaerdi;
}
