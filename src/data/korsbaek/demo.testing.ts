/** The demo as a test sees it: its objects as made on one day, and what holds of them at an instant. For tests. */
import type { Instant } from '../../base/instant.ts';
import type { Registrering } from '../../register/model.ts';
import { KORSBAEK_CVR } from '../../standard/koder.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Skrivning } from '../../store/store.ts';
import { korsbaekPakker } from '../korsbaek.ts';

export const DAY_MS = 86_400_000;
export const NU = Date.parse('2026-11-24T12:00:00Z');
export const lav = (units: number, seed: number, now: Instant) => [...korsbaekPakker({ units, seed, now })].flat();
export const demo = lav(60, 1, NU);
export const ofType = (type: ObjektType) =>
  demo.filter(({ objekttype, ejer }) => objekttype === type && ejer === KORSBAEK_CVR);
export const nyeste = ({ nye }: Skrivning): Registrering => nye.at(-1)!;
export const covers = ({ virkning }: { virkning: { fra: Instant; til: Instant } }, at: Instant) =>
  virkning.fra <= at && at < virkning.til;
export const proeve = ({ nye }: Skrivning) => nye[0]?.noteTekst?.startsWith('Prøve') ?? false;
