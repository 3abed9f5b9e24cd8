/** Servers that are wrong on purpose, each in one line of its source: what the auditor must be able to see. */

export interface BadServer {
  /** What it does wrong. */
  readonly what: string;
  readonly file: string;
  /** The text that is there once, and what stands in its place. */
  readonly from: string;
  readonly to: string;
  /** It shows only where PostgreSQL is killed. */
  readonly kill?: true;
  /** It shows only where several processes answer: in one, the writers of an object take turns. */
  readonly workers?: number;
}

export const BAD_SERVERS: readonly BadServer[] = [
  {
    what: 'some texts have no search row, and check does not know it',
    file: 'src/register/soegeraekker.ts',
    from: "if (tekst.trim() === '') continue;",
    to: "if (tekst.trim() === '' || tekst.includes('Skovly')) continue;",
  },
  {
    what: 'the reference rows of an object are not begun after its first registration',
    file: 'src/store/queries/gem.ts',
    from: 'begins: raekkerUden(nu, foer),',
    to: 'begins: { ...raekkerUden(nu, foer), ...(nr > 1 && { referencer: new Map() }) },',
  },
  {
    what: 'search rows are never ended',
    file: 'src/store/queries/gem.ts',
    from: 'ends: raekkerUden(foer, nu),',
    to: 'ends: INGEN_RAEKKER,',
  },
  {
    what: 'a period that is cut short loses a millisecond',
    file: 'src/register/tidslinje.ts',
    from: 'virkning: { ...post.virkning, til } }',
    to: 'virkning: { ...post.virkning, til: til - 1 } }',
  },
  {
    what: 'a planned period is overrun by an earlier one',
    file: 'src/register/tidslinje.ts',
    from: 'isEmptyInterval(post.virkning) ? post : afkort(post, bevaredeStarter)',
    to: 'post',
  },
  {
    what: 'some acknowledged changes are not saved',
    file: 'src/operations/skriv.ts',
    from: 'if (await kontekst.store.gem([besluttet]))',
    to: "if ((kald.verbum === 'ret' && uuid.endsWith('7')) || (await kontekst.store.gem([besluttet])))",
  },
  {
    what: 'of two writers at the same time the second overwrites the first',
    file: 'src/store/queries/gem-statement.ts',
    from: 'and uuid = $3::uuid and nr = $4::int - 1',
    to: 'and uuid = $3::uuid',
    workers: 2,
  },
  {
    what: 'an import keeps only the first registration of a history',
    file: 'src/register/apply.ts',
    from: 'return brud.length > 0 ? { brud } : { registreringer };',
    to: 'return brud.length > 0 ? { brud } : { registreringer: registreringer.slice(0, 1) };',
  },
  {
    what: 'entries in force stay when others are sent in their place',
    file: 'src/register/fler-relation.ts',
    from: "if (isSet && udeladte === 'fjernes') return false;",
    to: '',
  },
  {
    what: 'a search of the past looks at what is so now alone',
    file: 'src/store/queries/soege-kilder.ts',
    from: "`s.registreret_til < 'infinity' and",
    to: "`false and s.registreret_til < 'infinity' and",
  },
  {
    what: 'a history leaves out the registration in force when the interval begins',
    file: 'src/store/queries/hent.ts',
    from: 'and f.uuid = o.uuid and f.registreret_fra <=',
    to: 'and f.uuid = o.uuid and f.registreret_fra <',
  },
  {
    what: 'later pages begin one hit too late',
    file: 'src/operations/soeg.ts',
    from: 'foerste: ramme.foerste ?? 0,',
    to: 'foerste: ramme.foerste ? ramme.foerste + 1 : 0,',
  },
  {
    what: 'every page of a search is the first one',
    file: 'src/operations/soeg.ts',
    from: '    ...side,',
    to: '    ...side, foerste: 0,',
  },
  {
    what: 'a read that shows nothing is refused as if the message were wrong',
    file: 'src/operations/laes.ts',
    from: "if (fundne.length === 0) {\n    return afvist('objekt-ukendt'",
    to: "if (fundne.length === 0) {\n    return afvist('element-mangler'",
  },
  {
    what: 'deleted objects can be passivated',
    file: 'src/register/regler/livscyklus.ts',
    from: "passiver: { ingen: 'objekt-ukendt', Passiveret: 'objekt-afsluttet', Slettet: 'objekt-afsluttet' },",
    to: "passiver: { ingen: 'objekt-ukendt', Passiveret: 'objekt-afsluttet' },",
  },
  {
    what: 'what all share can be changed by everybody',
    file: 'src/access/kalder.ts',
    from: 'return retTil(kalder, ejer).rediger;',
    to: "return retTil(kalder, ejer).rediger || ejer === '19435075';",
  },
  {
    what: 'letter case counts in a search',
    file: 'src/register/tekstnoegle.ts',
    from: "return tekst.toLocaleLowerCase('da').normalize('NFC');",
    to: "return tekst.normalize('NFC');",
  },
  {
    what: 'a write is acknowledged before it is on disk',
    file: 'src/store/drivers/driver.ts',
    from: "jit: 'off',",
    to: "jit: 'off',\n  synchronous_commit: 'off',",
    kill: true,
  },
  {
    what: 'the registrations of one import are saved one by one',
    file: 'src/store/queries/transaktion.ts',
    from: 'await driver.transaction(work);',
    to: 'await work(driver);',
    kill: true,
  },
];
