/** The part of the table of commands that is about keys and certificates. */
import type { CommandName } from './command.ts';
import type { Command } from './commands.ts';

type PkiCommand = Extract<CommandName, `pki ${string}`>;

export const PKI_COMMANDS: Readonly<Record<PkiCommand, Command>> = {
  'pki init': {
    summary: 'make the keys and certificates of a test environment',
    about: [
      'Makes what is not there: ca (signs the others), sts-1 (signs tokens), service (signs answers), beskedfordeler ' +
        '(whom receivers of messages see) and tls (this machine on the network), each a certificate in PEM and its key. Nothing is written over. Keys are not encrypted; ' +
        'files and folder are for their owner alone.',
      'Give clients ca.pem to trust the connection, sts-1.pem to verify tokens, service.pem to verify answers. Further ' +
        'token services are trusted when their certificates lie in the folder tillid.',
      'These are for tests. What is real is signed by certificates of the state (OCES3), laid in the same folder.',
    ],
    words: [],
    examples: [
      { line: 'fkorg pki init', does: 'in ./data/pki' },
      {
        line: 'fkorg pki init --pki ./keys --tls-names fkorg.test.example,10.0.0.5 --bits 3072',
        does: 'for a machine that others call by these names, with keys as long as OCES3 has them',
      },
    ],
    load: async () => (await import('./commands/pki.ts')).init,
  },
  'pki client': {
    summary: 'make a certificate for a system that calls',
    about: [
      'Makes klienter/<name>.pem, .key and .p12 in the form of OCES3: organizationIdentifier NTRDK-<cvr>, serialNumber ' +
        'UI:DK-O:G:<a new UUID>, valid for three years. A name is 1 to 40 of a-z, 0-9 and -.',
      'A certificate alone opens nothing: the system must be known, and have an agreement with an authority.',
    ],
    words: ['name'],
    examples: [
      { line: 'fkorg pki client loensystem --cvr 12345678', does: 'a system whose supplier has that CVR' },
      {
        line: 'FKORG_CLIENT_PASSWORD=correct-horse fkorg pki client loensystem --cvr 12345678',
        does: 'the same, and the .p12 opens with that password',
      },
    ],
    load: async () => (await import('./commands/pki.ts')).client,
  },
  'pki list': {
    summary: 'list the certificates of the folder of keys',
    about: ['File, last day, CVR, SHA-256 thumbprint and name of the holder, parted by tabs; - where there is none.'],
    words: [],
    examples: [{ line: 'fkorg pki list', does: 'those of ./data/pki' }],
    load: async () => (await import('./commands/pki.ts')).list,
  },
  'pki rollover': {
    summary: 'make the next certificate that signs tokens, beside the present one',
    about: [
      'The new one is published and trusted, and does not sign yet. Start the servers again, give clients the time to ' +
        'take it in, and end the old one with `fkorg pki retire`. Two at once is the most.',
    ],
    words: [],
    examples: [{ line: 'fkorg pki rollover', does: 'sts-2 beside sts-1' }],
    load: async () => (await import('./commands/pki.ts')).rollover,
  },
  'pki retire': {
    summary: 'end the older of two certificates that sign tokens',
    about: [
      'Its key is deleted for good, and the younger one signs from the next start of the servers. The certificate is ' +
        'moved to the folder tillid, so that tokens that it has signed stay good until they run out; delete it there a ' +
        'day later.',
    ],
    words: [],
    examples: [{ line: 'fkorg pki retire', does: 'sts-2 signs alone' }],
    load: async () => (await import('./commands/pki.ts')).retire,
  },
};
