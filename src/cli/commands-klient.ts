/** The commands that call a running server, as rows of the table of commands. */
import type { KLIENT_COMMAND_NAMES } from './command.ts';
import type { Command } from './commands.ts';

export const KLIENT_COMMAND_ROWS: Readonly<Record<(typeof KLIENT_COMMAND_NAMES)[number], Command>> = {
  'besked tail': {
    summary: 'show the events of a running server as they happen',
    about: [
      'Follows `/haendelser`: each change of a Bruger or an OrganisationEnhed that the authority may have is a line with ' +
        'position, time, kind, what was done, UUID and CVR, parted by tabs; with --json the CloudEvent. When it is cut off it ' +
        'comes back and goes on where it was.',
      'With open access --cvr says for whom; else --client brings a token for BeskedModtag, and its system needs an agreement about ' +
        'beskedmodtag, which says which messages it is told of.',
    ],
    words: [],
    examples: [
      { line: 'fkorg besked tail', does: 'what happens from now on in Korsbæk, at http://127.0.0.1:15000' },
      { line: 'fkorg besked tail --siden 0 --json', does: 'everything that ever happened, as CloudEvents' },
      {
        line: 'fkorg besked tail --url https://localhost:15000 --client vagtplan',
        does: 'a server that runs with --secure',
      },
    ],
    load: async () => (await import('./commands/besked-tail.ts')).tail,
  },
  'besked send': {
    summary: 'send a message to the Beskedfordeler of a running server over AMQP',
    about: [
      'The file holds one Haendelsesbesked in XML; - is standard input. Ends with 0 when the Beskedfordeler has taken it ' +
        '(StatusKode 20). Where no answer comes, send it again: a message with the same BeskedId is distributed once.',
    ],
    words: ['file'],
    examples: [
      { line: 'fkorg besked send besked.xml --cvr 11111111', does: 'as Korsbæk, where access is open' },
      {
        line: 'fkorg besked send besked.xml --client vagtplan --url https://localhost:15000 --amqp amqps://localhost:5671/BF',
        does: 'as a system that has an agreement about BeskedAfsend',
      },
    ],
    load: async () => (await import('./commands/besked-amqp.ts')).send,
  },
  'besked hent': {
    summary: 'fetch the messages that wait in a dueslag of a running server over AMQP',
    about: [
      'Takes one message after the other until none waits, and writes them to standard output: as they are, or with --json as ' +
        'lines {"beskedId", "indhold"}. A message leaves the dueslag when it has been written; with --keep none does.',
    ],
    words: ['dueslag'],
    examples: [
      {
        line: 'fkorg besked hent 0c63e5f9-7a60-4c5a-8a5e-2d53a1b0b111 --cvr 11111111',
        does: 'those of a dueslag by its UUID, where access is open',
      },
      {
        line: 'fkorg besked hent 0c63e5f9-7a60-4c5a-8a5e-2d53a1b0b111 --most 1 --keep',
        does: 'look at the first one',
      },
    ],
    load: async () => (await import('./commands/besked-amqp.ts')).hent,
  },
};
