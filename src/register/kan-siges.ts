/** Whether a version of the contract has words for all that a registration says. */
import type { Typeversion } from '../standard/versioner.ts';
import type { Registrering } from './model.ts';
import { isStandardrolle } from './usagte-roller.ts';

export function kanSiges(type: Typeversion, { egenskaber, relationer }: Registrering): boolean {
  const { felter = [], roller = [] } = type.usagt ?? {};
  const navne = new Set<string>(type.relationer.map(({ relation }) => relation.navn));
  return (
    egenskaber.every((egenskab) => felter.every((felt) => egenskab.felter[felt] === undefined)) &&
    Object.keys(relationer).every((navn) => navne.has(navn)) &&
    roller.every((navn) => (relationer[navn] ?? []).every((post) => isStandardrolle(navn, post)))
  );
}
