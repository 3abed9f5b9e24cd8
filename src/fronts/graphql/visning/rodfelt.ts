/** What the root fields have in common: they are answered while they load, and the answer is kept for the query. */
import { type Argumenter, type Felt, Feltfejl, type Session, TIDSPUNKTER } from '../tabel.ts';
import { type Tidspunkter, type Udsyn, udsynAf } from './udsyn.ts';

/** A root field. What `svar` throws as Feltfejl becomes the error of the field alone. */
export function rodfelt<A extends object>(
  navn: string,
  {
    argumenter,
    svar,
    ...felt
  }: Pick<Felt, 'type' | 'om'> & {
    readonly argumenter: Readonly<Record<string, string>>;
    antal?(argumenter: A): number;
    svar(argumenter: A, udsyn: Udsyn, session: Session): Promise<unknown>;
  },
): Felt {
  const svarene = (session: Session) => session.husk(`rod ${navn}`, () => new Map<string, unknown>());
  const medTid: Felt<object, A & Argumenter & Tidspunkter> = {
    ...felt,
    argumenter: { ...argumenter, ...TIDSPUNKTER },
    async kant(forekomster, session) {
      for (const { argumenter: givne } of forekomster) {
        const svaret = await svar(givne, udsynAf(session, givne), session).catch((fejl: unknown) => {
          if (fejl instanceof Feltfejl) return fejl;
          throw fejl;
        });
        svarene(session).set(JSON.stringify(givne), svaret);
      }
    },
    vaerdi: (_rod, givne, session) => svarene(session).get(JSON.stringify(givne)),
  };
  return medTid as Felt;
}
