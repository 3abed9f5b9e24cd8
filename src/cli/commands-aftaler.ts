/** The commands of systems and agreements, as rows of the table of commands. */
import type { CommandName } from './command.ts';
import type { Command } from './commands.ts';

const SYSTEM = '0b8a2f7c-3f0e-4b55-9f6f-6f0f5b1f1c01';
const AFTALE = 'd4c9a1de-52f6-4f0a-8f0e-0a3f2b1c9d02';

type AftaleCommand = Extract<CommandName, `agreement ${string}` | `system ${string}`>;

export const AFTALE_COMMANDS: Readonly<Record<AftaleCommand, Command>> = {
  'agreement request': {
    summary: 'ask for an agreement for a system to act for an authority',
    about: [
      'An agreement (serviceaftale) is for one system, one authority (--cvr) and one environment, and says which roles and ' +
        'data restrictions the system has in which services. It is in force when all who must have approved it: the ' +
        'authority as owner of its data, and with --owners also as receiver, and each of those owners. Its UUID is printed.',
    ],
    words: ['system'],
    examples: [
      {
        line: 'fkorg agreement request Løn --cvr 11111111 --navn Løn --reason Ansatte --services organisation:udstil,senavn=Ja',
        does: 'to read units and names of Korsbæk',
      },
      {
        line: 'fkorg agreement request KL --cvr 11111111 --navn K --reason KLE --owners 19435075 --services klassifikation-7:udstil',
        does: 'to read classes, the common ones too, which KOMBIT must approve',
      },
    ],
    load: async () => (await import('./commands/agreement.ts')).request,
  },
  'agreement approve': {
    summary: 'approve a requested agreement, for an authority',
    about: ['Says who is still to approve. With the last approval it is in force, and the one it is a copy of ends.'],
    words: ['agreement'],
    examples: [{ line: `fkorg agreement approve ${AFTALE} --cvr 19435075`, does: 'KOMBIT hands its data over' }],
    load: async () => (await import('./commands/agreement.ts')).approve,
  },
  'agreement reject': {
    summary: 'reject a requested agreement, for an authority',
    about: ['It will never be in force, whoever else has approved. It can be read, and copied to a new request.'],
    words: ['agreement'],
    examples: [
      { line: `fkorg agreement reject ${AFTALE} --cvr 11111111 --reason "for bred"`, does: 'Korsbæk does not want it' },
    ],
    load: async () => (await import('./commands/agreement.ts')).reject,
  },
  'agreement end': {
    summary: 'end an agreement that is in force, or take a request back',
    about: ['Within seconds no process issues tokens by it; tokens that are out are good until they expire.'],
    words: ['agreement'],
    examples: [{ line: `fkorg agreement end ${AFTALE} --reason "systemet er lukket"`, does: 'and it stays readable' }],
    load: async () => (await import('./commands/agreement.ts')).end,
  },
  'agreement copy': {
    summary: 'ask for an agreement like another one, with what is different',
    about: [
      'An agreement that was approved cannot be changed. The copy must be approved by all; until then the other one stays ' +
        'in force, and with that it ends. What is not said is as in the other one.',
    ],
    words: ['agreement'],
    examples: [
      {
        line: `fkorg agreement copy ${AFTALE} --services organisation:udstil,rediger`,
        does: 'the same, to read and write',
      },
    ],
    load: async () => (await import('./commands/agreement.ts')).copy,
  },
  'agreement list': {
    summary: 'list agreements, ended ones too',
    about: [
      'UUID, status (anmodet, godkendt, afvist, ophoert), system, CVR, environment, type, services, who is still to ' +
        'approve, and name, parted by tabs. With --cvr, those in which the authority has a part.',
    ],
    words: ['system'],
    wordsMin: 0,
    examples: [
      { line: 'fkorg agreement list', does: 'all' },
      { line: 'fkorg agreement list Løn --history', does: 'those of a system, with every decision' },
    ],
    load: async () => (await import('./commands/agreement.ts')).list,
  },
  'system add': {
    summary: 'register a system (anvendersystem) with its certificates',
    about: ['A system is known by its certificates and named by its UUID, which is printed.'],
    words: ['name'],
    examples: [
      { line: 'fkorg system add Løn --certificates data/pki/klienter/loen.pem', does: 'with a new UUID' },
      { line: `fkorg system add Løn --uuid ${SYSTEM}`, does: 'with the UUID that it has elsewhere' },
    ],
    load: async () => (await import('./commands/system.ts')).add,
  },
  'system list': {
    summary: 'list systems with their certificates',
    about: ['UUID and name, and of each certificate the SHA-256 and the last day, parted by tabs.'],
    words: [],
    examples: [{ line: 'fkorg system list', does: 'the data folder ./data' }],
    load: async () => (await import('./commands/system.ts')).list,
  },
  'system certificate': {
    summary: 'give a system a certificate, or take one from it',
    about: ['For renewal: give the new one, and take the old one away when nobody uses it. A system may have 20.'],
    words: ['system', 'file'],
    examples: [
      { line: 'fkorg system certificate Løn loen-2027.pem', does: 'one more' },
      { line: 'fkorg system certificate Løn loen-2026.pem --remove', does: 'one less' },
    ],
    load: async () => (await import('./commands/system.ts')).certificate,
  },
};
