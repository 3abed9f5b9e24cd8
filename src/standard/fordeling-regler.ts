/** The rules that messages and subscriptions can break where messages are distributed; part of the table in `regler.ts`. */
import { STATUS } from './koder.ts';
import type { Regel } from './regler.ts';
import { UDTRYK_REGLER } from './udtryk-regler.ts';
import { VAERDILISTE_REGLER } from './vaerdiliste-regler.ts';

const afvist = STATUS.afsendelseAfvist;

export const FORDELING_REGLER = {
  'afsender-uden-aftale': {
    status: afvist,
    tekst: 'systemet har ingen aftale om at sende beskeder for myndigheden',
    why: 'Whoever sends needs an approved agreement of BeskedAfsend for the authority of its token (docs/guides/aftaler.md).',
  },
  'afsender-myndighed': {
    status: afvist,
    tekst: 'beskeden handler om objekter, som en anden myndighed har ansvaret for',
    why: 'ObjektAnsvarligMyndighed is the authority of the token (spec neighbours §1.3): nobody tells of what others answer for.',
  },
  'modtager-ikke-tilladt': {
    status: afvist,
    tekst: 'aftalen tillader ikke, at beskeden går til denne modtager',
    why: 'Under BeskedAfsend 1.0 the whole message is refused where TilladtModtager names an authority that the agreement does not; 2.0 takes the name out instead (spec neighbours §1.3).',
  },
  'modtager-mangler': {
    status: afvist,
    tekst: 'ingen må modtage beskeden',
    why: 'TilladtModtager names nobody, or nobody that the agreement allows: the message would be taken and reach no one.',
  },
  ...UDTRYK_REGLER,
  ...VAERDILISTE_REGLER,
} as const satisfies Record<string, Regel>;
