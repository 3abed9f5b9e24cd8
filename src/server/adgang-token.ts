/** Access with tokens: who brings none is not let in, whatever else the message says. */
import { Sikkerhedsfejl } from '../identity/sikkerhedsfejl.ts';
import { parseXml } from '../xml/parse.ts';
import type { Adgang } from './adgang.ts';

/** Whoever has a token from a token service that is trusted, and signs with the key that it names. */
export function tokenAdgang(): Adgang {
  return {
    soap: () => ({
      laes: (bytes, limits) => ({
        dokument: parseXml(bytes, limits, { isRig: true }),
        async lukInd() {
          throw new Sikkerhedsfejl('InvalidSecurity', 'no token');
        },
      }),
    }),
    async rest() {
      throw new Sikkerhedsfejl('InvalidSecurityToken', 'no token');
    },
  };
}
