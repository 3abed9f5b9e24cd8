/** Servers that are wrong on purpose, each in one line of its source: what the auditor must be able to see. */

export interface DaarligServer {
  /** What it does wrong. */
  readonly hvad: string;
  readonly fil: string;
  /** The text that is there once, and what stands in its place. */
  readonly fra: string;
  readonly til: string;
  /** It shows only where PostgreSQL is killed. */
  readonly drab?: true;
  /** It shows only where several processes answer: in one, the writers of an object take turns. */
  readonly workers?: number;
}

export const DAARLIGE_SERVERE: readonly DaarligServer[] = [
  {
    hvad: 'some texts have no search row, and check does not know it',
    fil: 'src/register/soegeraekker.ts',
    fra: "if (tekst.trim() === '') continue;",
    til: "if (tekst.trim() === '' || tekst.includes('Skovly')) continue;",
  },
  {
    hvad: 'the reference rows of an object are not begun after its first registration',
    fil: 'src/store/queries/gem.ts',
    fra: 'begins: raekkerUden(nu, foer),',
    til: 'begins: { ...raekkerUden(nu, foer), ...(nr > 1 && { referencer: new Map() }) },',
  },
  {
    hvad: 'search rows are never ended',
    fil: 'src/store/queries/gem.ts',
    fra: 'ends: raekkerUden(foer, nu),',
    til: 'ends: INGEN_RAEKKER,',
  },
  {
    hvad: 'a period that is cut short loses a millisecond',
    fil: 'src/register/tidslinje.ts',
    fra: 'virkning: { ...post.virkning, til } }',
    til: 'virkning: { ...post.virkning, til: til - 1 } }',
  },
  {
    hvad: 'a planned period is overrun by an earlier one',
    fil: 'src/register/tidslinje.ts',
    fra: 'isEmptyInterval(post.virkning) ? post : afkort(post, bevaredeStarter)',
    til: 'post',
  },
  {
    hvad: 'some acknowledged changes are not saved',
    fil: 'src/operations/skriv.ts',
    fra: 'if (await kontekst.store.gem([besluttet]))',
    til: "if ((kald.verbum === 'ret' && uuid.endsWith('7')) || (await kontekst.store.gem([besluttet])))",
  },
  {
    hvad: 'of two writers at the same time the second overwrites the first',
    fil: 'src/store/queries/gem-statement.ts',
    fra: 'and uuid = $3::uuid and nr = $4::int - 1',
    til: 'and uuid = $3::uuid',
    workers: 2,
  },
  {
    hvad: 'an import keeps only the first registration of a history',
    fil: 'src/register/apply.ts',
    fra: 'return brud.length > 0 ? { brud } : { registreringer };',
    til: 'return brud.length > 0 ? { brud } : { registreringer: registreringer.slice(0, 1) };',
  },
  {
    hvad: 'entries in force stay when others are sent in their place',
    fil: 'src/register/fler-relation.ts',
    fra: "if (isSet && udeladte === 'fjernes') return false;",
    til: '',
  },
  {
    hvad: 'a search of the past looks at what is so now alone',
    fil: 'src/store/queries/soege-kilder.ts',
    fra: "`s.registreret_til < 'infinity' and",
    til: "`false and s.registreret_til < 'infinity' and",
  },
  {
    hvad: 'a history leaves out the registration in force when the interval begins',
    fil: 'src/store/queries/hent.ts',
    fra: 'and f.uuid = o.uuid and f.registreret_fra <=',
    til: 'and f.uuid = o.uuid and f.registreret_fra <',
  },
  {
    hvad: 'later pages begin one hit too late',
    fil: 'src/operations/soeg.ts',
    fra: 'foerste: ramme.foerste ?? 0,',
    til: 'foerste: ramme.foerste ? ramme.foerste + 1 : 0,',
  },
  {
    hvad: 'every page of a search is the first one',
    fil: 'src/operations/soeg.ts',
    fra: '    ...side,',
    til: '    ...side, foerste: 0,',
  },
  {
    hvad: 'a read that shows nothing is refused as if the message were wrong',
    fil: 'src/operations/laes.ts',
    fra: "if (fundne.length === 0) {\n    return afvist('objekt-ukendt'",
    til: "if (fundne.length === 0) {\n    return afvist('element-mangler'",
  },
  {
    hvad: 'deleted objects can be passivated',
    fil: 'src/register/regler/livscyklus.ts',
    fra: "passiver: { ingen: 'objekt-ukendt', Passiveret: 'objekt-afsluttet', Slettet: 'objekt-afsluttet' },",
    til: "passiver: { ingen: 'objekt-ukendt', Passiveret: 'objekt-afsluttet' },",
  },
  {
    hvad: 'what all share can be changed by everybody',
    fil: 'src/access/kalder.ts',
    fra: 'return kalder.cvr === ejer;',
    til: "return kalder.cvr === ejer || ejer === '19435075';",
  },
  {
    hvad: 'letter case counts in a search',
    fil: 'src/register/tekstnoegle.ts',
    fra: "return tekst.toLocaleLowerCase('da').normalize('NFC');",
    til: "return tekst.normalize('NFC');",
  },
  {
    hvad: 'a write is acknowledged before it is on disk',
    fil: 'src/store/drivers/driver.ts',
    fra: "jit: 'off',",
    til: "jit: 'off',\n  synchronous_commit: 'off',",
    drab: true,
  },
  {
    hvad: 'the registrations of one import are saved one by one',
    fil: 'src/store/queries/transaktion.ts',
    fra: 'await driver.transaction(work);',
    til: 'await work(driver);',
    drab: true,
  },
];
