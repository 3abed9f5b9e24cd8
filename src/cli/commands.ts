/** The table of commands: what each is for, how it is called, and where its work is. */
import type { CommandName, RunCommand } from './command.ts';

export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  /** What it does, for its own help: paragraphs. */
  readonly about: readonly string[];
  /** Names of the words that follow the command, each demanded. */
  readonly words: readonly string[];
  /** Lines that work as they stand, and what they do. */
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** Loads the work; only the command that runs is loaded. */
  readonly load: () => Promise<RunCommand>;
}

export const commands: Readonly<Record<CommandName, Command>> = {
  serve: {
    summary: 'answer SF1500 6.0 over SOAP',
    about: [
      'Opens the store, lays in the shared master data (KOMBIT and the 98 municipalities) the first time, and answers ' +
        'on all 16 addresses of the contract until it is stopped with Ctrl+C or SIGTERM. Calls under way are let end; ' +
        'a second Ctrl+C does not wait for them.',
      'Without --database everything is kept in the data folder, and nothing needs to be installed.',
    ],
    words: [],
    examples: [
      {
        line: 'fkorg serve --demo korsbaek',
        does: 'a register with a made-up municipality, at http://127.0.0.1:15000',
      },
      { line: 'fkorg serve --port 15001 --data ./elsewhere', does: 'a second register beside the first' },
      { line: 'FKORG_DATABASE=postgres://localhost/fkorg fkorg serve', does: 'kept in PostgreSQL' },
    ],
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  import: {
    summary: 'read objects with their history from a file',
    about: [
      'Reads what `fkorg export` writes: one JSON object a line. The whole file is checked before the first object is ' +
        'saved. An object that is here already with the same history is left alone, so that an import that was cut ' +
        'off can be run again; one that is here with another history is refused and named.',
    ],
    words: ['file'],
    examples: [
      { line: 'fkorg export --out all.jsonl', does: 'write everything' },
      { line: 'fkorg import all.jsonl --data ./copy', does: 'and read it into a register of its own' },
    ],
    load: async () => (await import('./commands/import.ts')).importFile,
  },
  export: {
    summary: 'write objects with their history, one JSON object a line',
    about: [
      'A line is {"objekttype", "ejer", "uuid", "registreringer"}, or {"myndighed"} for an authority that may call. ' +
        'Times are milliseconds since 1970-01-01 UTC; -1e21 and 1e21 are the open ends.',
    ],
    words: [],
    examples: [
      { line: 'fkorg export --out all.jsonl', does: 'everything' },
      { line: 'fkorg export --ejer 11111111 --type OrganisationEnhed', does: 'the units of one authority' },
    ],
    load: async () => (await import('./commands/export.ts')).exportObjects,
  },
  migrate: {
    summary: 'bring the store to the form that this version writes',
    about: ['Every other command does the same when it opens the store; this one does nothing else.'],
    words: [],
    examples: [{ line: 'fkorg migrate', does: 'the data folder ./data' }],
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
    summary: 'compare what the store keeps beside the documents with the documents',
    about: ['Writes one line for each thing that is wrong and ends with 1, or finds nothing and ends with 0.'],
    words: [],
    examples: [{ line: 'fkorg check', does: 'the data folder ./data' }],
    load: async () => (await import('./commands/check.ts')).check,
  },
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
};
