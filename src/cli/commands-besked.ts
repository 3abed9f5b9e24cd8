/** The commands of messages and their receivers, as rows of the table of commands. */
import type { CommandName } from './command.ts';
import type { Command } from './commands.ts';

const TEST1 = '7654895c-a3f3-4c77-8afd-4c77330f963c';
const ABONNEMENT = 'd4c9a1de-52f6-4f0a-8f0e-0a3f2b1c9d02';

type BeskedCommand = Extract<CommandName, `besked ${'beskedtype' | 'dueslag' | 'fejlkoe' | 'abonnement'} ${string}`>;

const EN_DUESLAG = 'A dueslag is named by its name or UUID.';

export const BESKED_COMMANDS: Readonly<Record<BeskedCommand, Command>> = {
  'besked dueslag opret': {
    summary: 'make a dueslag: the queue of one receiver of messages',
    about: [
      'A dueslag takes the messages that its subscriptions let through and that the agreements of its system allow, or, where ' +
        'access is open, that may go to the authority of --cvr. Its UUID is printed: over AMQP it is the name of the queue.',
      'It has bounds. When one is reached it stops, says so, and takes what it missed when it is activated again.',
    ],
    words: ['name'],
    examples: [
      {
        line: `fkorg besked dueslag opret Prøve --cvr 11111111 --udtryk "Beskedtype = '*'"`,
        does: 'all messages for Korsbæk, to be fetched, where access is open',
      },
      {
        line: `fkorg besked dueslag opret Løn --system Løn --maade tilsendt --adresse https://loen.example/besked`,
        does: 'messages of a system with agreements, sent to it',
      },
      {
        line: 'fkorg besked dueslag opret Web --cvr 11111111 --maade webhook --adresse https://web.example/hook',
        does: 'CloudEvents in JSON; the key that they are signed with is printed',
      },
    ],
    load: async () => (await import('./commands/dueslag.ts')).opret,
  },
  'besked dueslag ret': {
    summary: 'change the bounds or the address of a dueslag',
    about: [`What is not said stays. ${EN_DUESLAG}`],
    words: ['dueslag'],
    examples: [{ line: 'fkorg besked dueslag ret Løn --dueslag-beskeder-max 500000', does: 'room for more' }],
    load: async () => (await import('./commands/dueslag.ts')).ret,
  },
  'besked dueslag list': {
    summary: 'list dueslag: their states, and what waits in them',
    about: [
      'UUID, state (aktiv, inaktiv, stoppet), kind, system or CVR, messages and bytes that wait, name, and why it is not ' +
        'active, parted by tabs.',
    ],
    words: [],
    examples: [{ line: 'fkorg besked dueslag list', does: 'the data folder ./data' }],
    load: async () => (await import('./commands/dueslag.ts')).list,
  },
  'besked dueslag vis': {
    summary: 'show a dueslag with its bounds and subscriptions',
    about: [`${EN_DUESLAG} The key of a webhook is never shown.`],
    words: ['dueslag'],
    examples: [{ line: 'fkorg besked dueslag vis Løn', does: 'all that is said of it' }],
    load: async () => (await import('./commands/dueslag.ts')).vis,
  },
  'besked dueslag aktiver': {
    summary: 'let messages out of a dueslag again, and into it what it missed',
    about: [`After it was stopped or made inactive; first mend the reason that it names. ${EN_DUESLAG}`],
    words: ['dueslag'],
    examples: [{ line: 'fkorg besked dueslag aktiver Løn', does: 'delivery goes on with the same message' }],
    load: async () => (await import('./commands/dueslag.ts')).aktiver,
  },
  'besked dueslag inaktiver': {
    summary: 'let a dueslag rest: it takes messages and lets none out',
    about: [EN_DUESLAG],
    words: ['dueslag'],
    examples: [{ line: 'fkorg besked dueslag inaktiver Løn', does: 'while the receiver is mended' }],
    load: async () => (await import('./commands/dueslag.ts')).inaktiver,
  },
  'besked dueslag stop': {
    summary: 'stop a dueslag, with a reason that is shown',
    about: [`It takes messages and lets none out until it is activated. ${EN_DUESLAG}`],
    words: ['dueslag'],
    examples: [{ line: 'fkorg besked dueslag stop Løn --reason "forkert modtager"', does: 'and it says why' }],
    load: async () => (await import('./commands/dueslag.ts')).stop,
  },
  'besked dueslag slet': {
    summary: 'remove a dueslag with its subscriptions and its error queue',
    about: [`One in which messages wait is removed with --force alone. ${EN_DUESLAG}`],
    words: ['dueslag'],
    examples: [{ line: 'fkorg besked dueslag slet Løn --force', does: 'with what waits in it' }],
    load: async () => (await import('./commands/dueslag.ts')).slet,
  },
  'besked fejlkoe list': {
    summary: 'list what could not be delivered to a receiver',
    about: [
      'Number, BeskedId, when it was taken out, bytes, attempts, and why, parted by tabs; never the message itself.',
    ],
    words: ['dueslag'],
    examples: [{ line: 'fkorg besked fejlkoe list Løn', does: 'the error queue of a dueslag' }],
    load: async () => (await import('./commands/fejlkoe.ts')).list,
  },
  'besked fejlkoe genindsaet': {
    summary: 'put a message of an error queue back to its place',
    about: ['It comes before all that are later than it.'],
    words: ['dueslag', 'number'],
    examples: [{ line: 'fkorg besked fejlkoe genindsaet Løn 17', does: 'one more time' }],
    load: async () => (await import('./commands/fejlkoe.ts')).genindsaet,
  },
  'besked fejlkoe slet': {
    summary: 'remove a message from an error queue',
    about: ['The receiver never gets it.'],
    words: ['dueslag', 'number'],
    examples: [{ line: 'fkorg besked fejlkoe slet Løn 17', does: 'for good' }],
    load: async () => (await import('./commands/fejlkoe.ts')).slet,
  },
  'besked abonnement opret': {
    summary: 'add a subscription to a dueslag: a filter of messages',
    about: [
      "A filter is comparisons put together with AND, OR, NOT and parentheses: path = 'value', where a * at the end means " +
        '"begins with", or path IN value list. A path has the element names of the envelope; its beginning may be left out ' +
        'where the rest is in one place only. One copy goes to the dueslag, however many of its subscriptions let it through.',
    ],
    words: ['dueslag', 'name', 'filter'],
    examples: [
      { line: `fkorg besked abonnement opret Løn test "Beskedtype = '${TEST1}'"`, does: 'messages of one type' },
      {
        line: `fkorg besked abonnement opret Løn kle "OpgaveEmne = 'urn:oio:kle:32*' AND NOT ObjektRegistrering.ObjektId IN kendte"`,
        does: 'those of an area, but for what is on a value list',
      },
    ],
    load: async () => (await import('./commands/abonnement.ts')).opret,
  },
  'besked abonnement list': {
    summary: 'list subscriptions, of a dueslag or of all',
    about: ['Name of the dueslag, UUID, name and filter, parted by tabs.'],
    words: ['dueslag'],
    wordsMin: 0,
    examples: [{ line: 'fkorg besked abonnement list Løn', does: 'those of a dueslag' }],
    load: async () => (await import('./commands/abonnement.ts')).list,
  },
  'besked abonnement slet': {
    summary: 'remove a subscription',
    about: ['What has come into the dueslag by it stays there.'],
    words: ['subscription'],
    examples: [{ line: `fkorg besked abonnement slet ${ABONNEMENT}`, does: 'by its UUID' }],
    load: async () => (await import('./commands/abonnement.ts')).slet,
  },
  'besked abonnement proev': {
    summary: 'hold a message in a file against a filter, and say why it passes or does not',
    about: [
      'Each comparison is shown with yes or no and with what the message has at its path. Nothing is saved. A register is only ' +
        'needed where the filter names value lists. Ends with 0 where the message passes, else with 1. What agreements ' +
        'allow is not looked at.',
    ],
    words: ['filter', 'file'],
    examples: [{ line: `fkorg besked abonnement proev "Beskedtype = '${TEST1}'" besked.xml`, does: 'one message' }],
    load: async () => (await import('./commands/abonnement.ts')).proev,
  },
  'besked beskedtype list': {
    summary: 'list the Beskedtyper that have names',
    about: [
      'UUID, where it is from (registret: what this register sends; offentlig: known from public material; tilfoejet: ' +
        'added here) and name, parted by tabs. Messages of other types are distributed too.',
    ],
    words: [],
    examples: [{ line: 'fkorg besked beskedtype list', does: 'those of the register first' }],
    load: async () => (await import('./commands/beskedtype.ts')).list,
  },
  'besked beskedtype opret': {
    summary: 'give a Beskedtype a name',
    about: ['One that has a name here gets another.'],
    words: ['uuid', 'name'],
    examples: [{ line: `fkorg besked beskedtype opret ${ABONNEMENT} "SDI sag 1.0"`, does: 'of another system' }],
    load: async () => (await import('./commands/beskedtype.ts')).opret,
  },
  'besked beskedtype slet': {
    summary: 'remove the name of a Beskedtype that was added',
    about: ['Messages of it are distributed as before.'],
    words: ['uuid'],
    examples: [{ line: `fkorg besked beskedtype slet ${ABONNEMENT}`, does: 'by its UUID' }],
    load: async () => (await import('./commands/beskedtype.ts')).slet,
  },
};
