/** The table of commands: what each is for, how it is called, and where its work is. */
import type { CommandName, RunCommand } from './command.ts';
import { AFTALE_COMMANDS } from './commands-aftaler.ts';
import { BESKED_COMMANDS } from './commands-besked.ts';
import { KLASSIFIKATION_COMMANDS } from './commands-klassifikation.ts';
import { KLIENT_COMMAND_ROWS } from './commands-klient.ts';
import { PKI_COMMANDS } from './commands-pki.ts';
import { RELEASE_COMMANDS } from './commands-release.ts';
import { VAERDILISTE_COMMANDS } from './commands-vaerdiliste.ts';

export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  /** What it does, for its own help: paragraphs. */
  readonly about: readonly string[];
  /** Names of the words that follow the command. */
  readonly words: readonly string[];
  /** How many of them are demanded; absent: each. */
  readonly wordsMin?: number;
  /** Lines that work as they stand, and what they do. */
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** Loads the work; only the command that runs is loaded. */
  readonly load: () => Promise<RunCommand>;
}

export const commands: Readonly<Record<CommandName, Command>> = {
  serve: {
    summary: 'answer SF1500 6.0 over SOAP, and OrganisationHent over GraphQL',
    about: [
      'Opens the store, lays in the shared master data (KOMBIT and the 98 municipalities) the first time, and answers ' +
        'on all 19 addresses of SOAP and on that of GraphQL until it is stopped with Ctrl+C or SIGTERM. Calls under way are let end; ' +
        'a second Ctrl+C does not wait for them.',
      'Without --database everything is kept in the data folder, and nothing needs to be installed.',
      'Whoever calls must bring a token and sign with its key, unless --access open is said. That takes keys (`fkorg pki ' +
        'init`) and agreements; docs/guides/security.md explains it.',
    ],
    words: [],
    examples: [
      {
        line: 'fkorg serve --secure',
        does: 'keys, TLS, a client with an agreement for a made-up municipality, and how to use them',
      },
      {
        line: 'fkorg serve --access open --demo korsbaek',
        does: 'a register with a made-up municipality, for all on this machine, at http://127.0.0.1:15000',
      },
      { line: 'fkorg serve --access open --port 15001 --data ./elsewhere', does: 'a second register beside the first' },
      {
        line: 'FKORG_DATABASE=postgres://localhost/fkorg fkorg serve --tls on --agreements aftaler.yaml',
        does: 'kept in PostgreSQL, for the systems and agreements of a file',
      },
    ],
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  import: {
    summary: 'read objects from a file: JSON lines, OIO XML, or CSV of units or employees',
    about: [
      'JSON lines are what `fkorg export` writes: whole histories, each with its owner. OIO XML is taken as by the ' +
        'importer of each object type. Rows of CSV say how a unit or an employee is now: what is different becomes a ' +
        'change, what is alike is left alone, and what is gone is told of. docs/guides/import.md has the forms.',
      'The file is read once through first, and then in parcels, so that it can be of any size. What is refused is named ' +
        'with its line, the rule and the place; everything else is saved, unless --all-or-nothing is said. An object that ' +
        'is here already with the same history is left alone. The command ends with 1 where something was refused.',
    ],
    words: ['file'],
    wordsMin: 0,
    examples: [
      { line: 'fkorg export --out all.jsonl', does: 'write everything' },
      { line: 'fkorg import all.jsonl --data ./copy', does: 'and read it into a register of its own' },
      { line: 'fkorg import --template enheder', does: 'a CSV file of units to begin with' },
      {
        line: 'fkorg import enheder.csv --ejer 11111111 --dry-run --report refused.jsonl',
        does: 'what would become of it, and what would be refused and why',
      },
      {
        line: 'fkorg import medarbejdere.csv --ejer 11111111 --end-missing 2026-12-31',
        does: 'employees; whoever is in the register and not in the file ends with the year',
      },
      { line: 'fkorg import system.xml --ejer 11111111 --all-or-nothing', does: 'a whole organisation, or none of it' },
    ],
    load: async () => (await import('./commands/import.ts')).importFile,
  },
  export: {
    summary: 'write objects to a file: JSON lines, OIO XML, or CSV of units or employees',
    about: [
      'Everything that is written is as it was at the moment when the command began, however long it takes and whatever ' +
        'is changed meanwhile. Without --virkning and --registrering it is the whole history.',
      'JSON lines: {"objekttype", "ejer", "uuid", "registreringer"}, or {"myndighed"} for an authority that may call; the ' +
        'first line is {"position"}, where the change feed goes on from what is written. ' +
        'Times are milliseconds since 1970-01-01 UTC; -1e21 and 1e21 are the open ends. OIO XML and CSV are of one ' +
        'authority (--ejer). CSV has what is in use on the day of --virkning, or today.',
    ],
    words: [],
    examples: [
      { line: 'fkorg export --out all.jsonl', does: 'everything, with its history' },
      { line: 'fkorg export --ejer 11111111 --type OrganisationEnhed', does: 'the units of one authority' },
      {
        line: 'fkorg export --format oio --ejer 11111111 --type Bruger --out brugere.xml',
        does: 'its users as XML, as `fkorg import` and importer take them',
      },
      {
        line: 'fkorg export --format enheder --ejer 11111111 --virkning 2026-01-01',
        does: 'its units at New Year as a table',
      },
      {
        line: 'fkorg export --registrering 2026-01-31T12:00:00+01:00',
        does: 'what was known on that day at noon',
      },
    ],
    load: async () => (await import('./commands/export.ts')).exportObjects,
  },
  migrate: {
    summary: 'bring the store to the form that this version writes',
    about: [
      'Every other command does the same when it opens the store; this one does nothing else. `fkorg serve` on ' +
        'PostgreSQL leaves what takes long to it: rows are rewritten some at a time and indexes are built beside the ' +
        'writers, so it can run while the servers answer. It can be cut off, and goes on where it was.',
    ],
    words: [],
    examples: [
      { line: 'fkorg migrate', does: 'the data folder ./data' },
      {
        line: 'FKORG_DATABASE=postgres://localhost/fkorg fkorg migrate',
        does: 'a PostgreSQL, also while it is in use',
      },
    ],
    load: async () => (await import('./commands/migrate.ts')).migrate,
  },
  demo: {
    summary: 'lay in the made-up Korsbæk Kommune without serving',
    about: [
      'Makes the shared master data and Korsbæk Kommune (CVR 11111111): units in levels, users, positions, leaders, ' +
        'addresses, task marks, past and planned changes. It is done once; a store that has it is left as it is.',
    ],
    words: [],
    examples: [
      { line: 'fkorg demo', does: '60 units, some 400 users' },
      { line: 'fkorg demo --demo-size units=10000 --data ./big', does: 'a big one, in a folder of its own' },
    ],
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  check: {
    summary: 'hold the whole store against its documents, and mend its search rows',
    about: [
      'Looks at every object, in one snapshot: documents can be read and are in the form of the register, registrations ' +
        'follow one another without gaps, search rows say what the documents say, the outbox and the feed name each ' +
        'registration once; and the audit log is whole. Writes one line for each thing that is wrong.',
      'With --repair, search rows that are wrong are made anew from the documents, all or nothing for each object, also ' +
        'while a server writes to the same PostgreSQL. Documents and registrations are never changed.',
      'Ends with 0 where nothing is wrong or everything was mended, else with 1.',
    ],
    words: [],
    examples: [
      { line: 'fkorg check', does: 'the data folder ./data' },
      { line: 'fkorg check --repair', does: 'and mend what can be mended' },
    ],
    load: async () => (await import('./commands/check.ts')).check,
  },
  backup: {
    summary: 'write the whole register in a data folder to one file',
    about: [
      'The file holds the database as it was between two statements, and a manifest: version, migrations, numbers of ' +
        'objects and registrations, and a checksum of every file. The copy is opened before it is packed, so a backup ' +
        'that was written can be opened. `tar -xzOf <file> manifest.json` shows the manifest.',
      'It works while `fkorg serve` holds the folder: the server lays a copy beside its data, and the rest is done here. ' +
        'Its callers wait only while what they changed during the copying is copied again. The data folder needs room.',
      'A register in PostgreSQL has better tools of its own: docs/guides/backup.md.',
    ],
    words: ['file'],
    examples: [{ line: 'fkorg backup monday.tar.gz', does: 'the data folder ./data, also while it is served' }],
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  restore: {
    summary: 'read a backup into a data folder, as it was then or earlier',
    about: [
      'Verifies every file and number of the backup before anything is put in place. A register that is there already is ' +
        'left alone; with --replace it goes when all the rest has succeeded.',
      'With --until, everything that was registered later is dropped, search rows, outbox and feed included, the result ' +
        'is checked, and a line says how much it was. Objects that had been deleted for good (fysiskslet) or made ' +
        'anonymous before the backup stay so, and readers of the feed start from the beginning.',
    ],
    words: ['file'],
    examples: [
      { line: 'fkorg restore monday.tar.gz --data ./again', does: 'beside the register that is there' },
      { line: 'fkorg restore monday.tar.gz --replace', does: 'in its place' },
      {
        line: 'fkorg restore monday.tar.gz --until 2026-11-23T15:00:00Z --data ./then',
        does: 'as it was on Monday at 4',
      },
    ],
    load: async () => (await import('./commands/restore.ts')).restore,
  },
  ...KLASSIFIKATION_COMMANDS,
  ...RELEASE_COMMANDS,
  'myndighed opret': {
    summary: 'make an authority of your own to test with',
    about: [
      'Makes its Organisation, Virksomhed, Myndighed and root unit. Callers act for it with the HTTP header ' +
        'X-Anvenderkontekst: <its CVR>.',
    ],
    words: [],
    examples: [
      { line: 'fkorg myndighed opret --cvr 22222222 --navn "Prøve Kommune"', does: 'an authority named Prøve Kommune' },
    ],
    load: async () => (await import('./commands/myndighed.ts')).opret,
  },
  'myndighed liste': {
    summary: 'list the authorities that may call',
    about: ['CVR, municipality code, UUID of the Organisation, and name, parted by tabs.'],
    words: [],
    examples: [{ line: 'fkorg myndighed liste', does: 'the data folder ./data' }],
    load: async () => (await import('./commands/myndighed.ts')).liste,
  },
  'partition list': {
    summary: 'list the authorities that have tables of their own',
    about: [
      'CVR, number of objects as the database last counted them, and bytes with all indexes, parted by tabs. The last ' +
        'line, `others`, is the tables of all who have none of their own.',
    ],
    words: [],
    examples: [
      { line: 'FKORG_DATABASE=postgres://localhost/fkorg fkorg partition list', does: 'those of a PostgreSQL' },
    ],
    load: async () => (await import('./commands/partition.ts')).list,
  },
  'partition make': {
    summary: 'give an authority tables of its own in the database',
    about: [
      'Moves everything that the authority owns into partitions of its own, in one transaction: all or nothing. It is ' +
        'worth it for a few large authorities of many; every statement then stays in the tables of its caller.',
      'The register may be in use. While the rows are copied nobody waits. Then those wait who write for an authority ' +
        'without tables of its own, while what has changed since is copied and the old rows are deleted, and in the end ' +
        'those who read for one, while the database sees that nothing is left. It says how long that was. Other ' +
        'processes come to know within seconds. Afterwards let PostgreSQL take back the room: VACUUM.',
    ],
    words: [],
    examples: [
      { line: 'fkorg partition make --cvr 11111111 --database postgres://localhost/fkorg', does: 'those of Korsbæk' },
    ],
    load: async () => (await import('./commands/partition.ts')).make,
  },
  ...AFTALE_COMMANDS,
  ...BESKED_COMMANDS,
  ...VAERDILISTE_COMMANDS,
  ...KLIENT_COMMAND_ROWS,
  slow: {
    summary: 'show the slowest statements of the database, their plans, and what to do about them',
    about: [
      'Shows the 20 that took longest of those that passed --slow-ms while `fkorg serve` ran, on any process: how often, ' +
        'how long at most, how many rows, the plan that PostgreSQL would take now, and what may help. Texts hold no values, ' +
        'and nothing is carried out. On a data folder, stop the server first.',
    ],
    words: [],
    examples: [
      {
        line: 'FKORG_DATABASE=postgres://localhost/fkorg fkorg slow',
        does: 'those of a PostgreSQL, while it is in use',
      },
    ],
    load: async () => (await import('./commands/slow.ts')).slow,
  },
  'audit verify': {
    summary: 'follow the chains of the audit log, and say where one does not hold',
    about: [
      'Every row of the log holds a hash of the row before it. A row that was changed, put in or taken out shows; so does ' +
        'one that was taken from the end of a chain, if a later run of fkorg has seen it. Writes one line for each chain ' +
        'that does not hold, with the first place. What it cannot show: docs/decisions/0041-revision.md.',
      'Ends with 0 where every chain holds, else with 1. `fkorg check` does it too.',
    ],
    words: [],
    examples: [{ line: 'fkorg audit verify', does: 'the data folder ./data' }],
    load: async () => (await import('./commands/audit.ts')).verify,
  },
  audit: {
    summary: 'list who asked for what, when, and what became of it',
    about: [
      'The rows of the audit log in the order of time: time, front and kind, CVR, system, verb and object type, StatusKode ' +
        'or fault, how long it took, and the first objects, parted by tabs. --json gives everything that is kept. Names, ' +
        'CPR numbers and tokens are not in it. On a data folder, stop the server first.',
    ],
    words: [],
    examples: [
      { line: 'fkorg audit --since 2026-11-24T09:00:00Z', does: 'everything since 10 in Denmark' },
      { line: 'fkorg audit --verb anonymiser --json', does: 'who had persons made anonymous, as JSON lines' },
      {
        line: 'fkorg audit --system lønsystem --until 2026-11-01T00:00:00Z',
        does: 'what one system did before November',
      },
    ],
    load: async () => (await import('./commands/audit.ts')).audit,
  },
  ...PKI_COMMANDS,
};
