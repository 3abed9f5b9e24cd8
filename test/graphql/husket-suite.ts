/** Random registers, times, callers and questions, for what is answered from memory and what is answered anew to be held against each other. */
import assert from 'node:assert/strict';
import type { Kalder } from '../../src/access/kalder.ts';
import { ALT, type Ejerret, INGEN_RET, type Rettigheder } from '../../src/access/rettigheder.ts';
import { FRA_ALTID, type Instant, TIL_ALTID } from '../../src/base/instant.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { indlaesSuperOrg } from '../../src/data/indlaes.ts';
import { besvarGraphql, type GraphqlFront, graphqlFront } from '../../src/fronts/graphql/front.ts';
import { Svarhukommelse } from '../../src/fronts/graphql/svarhukommelse.ts';
import type { ObjektNoegle, Registrering, Virkning } from '../../src/register/model.ts';
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import { type ObjektType, objekttyper } from '../../src/standard/objekttyper.ts';
import type { Store } from '../../src/store/store.ts';
import { omskriv } from '../store/huskede-suite.ts';
import { DAGE, maal, registrering, type Tal, tekst, tilfaeldig } from '../store/verden.ts';

const [EJER, ANDEN] = ['11111111', '22222222'] as const;
const TYPER: readonly ObjektType[] = [
  ...(['OrganisationEnhed', 'OrganisationEnhed', 'Bruger', 'Bruger', 'OrganisationFunktion'] as const),
  ...(['OrganisationFunktion', 'Person', 'Adresse', 'Klasse', 'ItSystem'] as const),
];
const HALVDAG_MS = 43_200_000;

const BRUGER = [
  'uuid brugernavn brugerTypeTitel tilstand { status fraTidspunkt tilTidspunkt }',
  'person { uuid navn cpr } adresser { uuid adresseTekst adresseRolleTitel klassifikation { rolle indeks } }',
  'harMedlemskab { uuid medlemskabRolleTitel funktionsTypeTitel start slut medlemAf { uuid enhedsnavn } }',
].join(' ');
const ENHED = [
  'uuid enhedsnavn tilstand { status } overordnetEnhed { enhedsnavn } underliggendeEnheder { uuid }',
  'opgaver { uuid kleEmneTitel opgaveRolleTitel } itSystemer { itSystemNavn }',
  'medlemskaber { uuid start slut bruger { brugernavn person { navn } } } henvendelsessteder { uuid navn }',
].join(' ');
/** What depends on little is not made anew for something else. */
const SMAAT = {
  bruger: ['brugernavn', 'brugerTypeTitel', 'harMedlemskab { uuid }', 'person { navn }', 'person { cpr }'],
  organisationEnhed: ['opgaver { kleEmneTitel }', 'itSystemer { itSystemNavn }', 'underliggendeEnheder { uuid }'],
};
const NODE = '{ edges { node { uuid } } }';
const UUIDER = [0, 1, 2].map((nr) => `"${maal(nr)}"`);

/** The same little question again and again, for each of the objects, now and at an instant of its own. */
function smaat(tal: Tal): string {
  const felt = (['bruger', 'bruger', 'organisationEnhed'] as const)[tal(3)]!;
  const tid = tal(6) > 0 ? '' : `, virkningstidspunkt: "${new Date(DAGE[tal(2)]!).toISOString()}"`;
  return `{ ${felt}(uuid: ${UUIDER[tal(3)]}${tid}) { ${SMAAT[felt][tal(SMAAT[felt].length)]} } }`;
}

function spoergsmaal(tal: Tal): string {
  if (tal(2) === 0) return smaat(tal);
  const valg = `cvr: "${[EJER, EJER, EJER, ANDEN][tal(4)]}", status: ${['AKTIV', 'INAKTIV'][tal(2)]}`;
  const person = `brugerFilter: { personFilter: { navn: "${tekst(tal(2))}" } }`;
  return [
    `{ brugerListe(${valg}) { pageInfo { hasNextPage } edges { cursor node { ${BRUGER} } } } }`,
    `{ organisationEnhedListe(${valg}) { edges { node { ${ENHED} } } } }`,
    `{ bruger(uuid: [${UUIDER}]) { ${BRUGER} } organisation(cvr: "${EJER}") { organisationsnavn } }`,
    `{ brugerListe(${valg}, first: 2) { pageInfo { hasNextPage hasPreviousPage } } }`,
    `{ brugerListe(${valg}, last: 2) { pageInfo { hasNextPage hasPreviousPage } } }`,
    `{ brugerListe(${valg}) ${NODE} }`,
    `{ brugerListe(${valg}, ${person}) ${NODE} }`,
    `{ organisationEnhedListe(${valg}, itSystemer: [${UUIDER}]) ${NODE} }`,
  ][tal(8)]!;
}

const laes = (mere: Partial<Ejerret> = {}): Ejerret => ({ ...INGEN_RET, laes: true, ...mere });
const rettigheder = (egne: Ejerret, andres: readonly (readonly [string, Ejerret])[] = []): Rettigheder => ({
  egne,
  andres: new Map(andres),
});
const KALDERE: readonly Kalder[] = [
  { cvr: EJER, rettigheder: ALT },
  { cvr: EJER, rettigheder: rettigheder(laes({ seNavn: true }), [[KOMBIT_CVR, laes()]]) },
  { cvr: EJER, rettigheder: rettigheder(laes()) },
  { cvr: ANDEN, rettigheder: rettigheder(laes(), [[EJER, laes({ seCpr: true })]]) },
  { cvr: ANDEN, rettigheder: ALT },
];

class Taeller extends Svarhukommelse {
  huskede = 0;
  nye = 0;

  override async find(...spurgt: Parameters<Svarhukommelse['find']>): ReturnType<Svarhukommelse['find']> {
    const fundet = await super.find(...spurgt);
    if (fundet) this.huskede += 1;
    else this.nye += 1;
    return fundet;
  }
}

/** Everything that an answer says to anybody; the ids of errors are new each time. */
export async function svaret(front: GraphqlFront, kalder: Kalder, query: string) {
  const body = Buffer.from(JSON.stringify({ query }));
  const { signal } = new AbortController();
  const { text, hvilke, httpStatus, spor } = await besvarGraphql(front, { kalder, hoveder: {}, body, signal });
  assert.equal(spor.fejl, undefined);
  return { text: text.replaceAll(/"id":"[0-9a-f-]{36}"/g, '"id":""'), hvilke, httpStatus };
}

/** Up to an instant, from it on, or always. */
function perioder(tal: Tal): readonly Virkning[] {
  const midt = DAGE[tal(DAGE.length)]!;
  if (tal(3) === 0) return [{ fra: FRA_ALTID, til: TIL_ALTID }];
  return [
    { fra: FRA_ALTID, til: midt },
    { fra: midt, til: TIL_ALTID },
  ];
}

let tid = DAGE[0]!;
/** A registration that says something nearly always. */
function tilfaeldigRegistrering(tal: Tal, objekttype: ObjektType): Registrering {
  tid += 1;
  const { relationer } = objekttyper[objekttype];
  const af = registrering(tal, objekttype, tid);
  const [aktiv, inaktiv] = objekttyper[objekttype].tilstand === 'Gyldighed' ? ['Aktiv', 'Inaktiv'] : ['true', 'false'];
  const egenskaber = perioder(tal).map((virkning) => ({
    ...registrering(tal, objekttype, tid).egenskaber[0]!,
    virkning,
  }));
  const tilstande = perioder(tal).map((virkning) => ({ virkning, vaerdi: tal(3) > 0 ? aktiv! : inaktiv! }));
  const poster = relationer.map(({ relation }) => [
    relation.navn,
    perioder(tal).flatMap((virkning) =>
      tal(5) === 0 ? [] : [{ ...af.relationer[relation.navn]![0]!, reference: { uuid: maal(tal(3)) }, virkning }],
    ),
  ]);
  return {
    ...af,
    egenskaber,
    tilstande: af.tilstande.length > 0 ? tilstande : [],
    relationer: Object.fromEntries(poster),
  };
}

async function ret(store: Store, tal: Tal, { ejer, objekttype, uuid }: ObjektNoegle): Promise<void> {
  const [fundet] = await store.hent([ejer], objekttype, [uuid], 'nuvaerende');
  const forrige = fundet?.registreringer[0];
  const nye = [tilfaeldigRegistrering(tal, objekttype)];
  const noegle = { ejer, objekttype, uuid, nye, forventetNr: fundet?.nr ?? 0 };
  assert.ok(await store.gem([forrige ? { ...noegle, verbum: 'ret', forrige } : { ...noegle, verbum: 'importer' }]));
}

async function skriv(store: Store, tal: Tal, typer: readonly ObjektType[]): Promise<void> {
  const ejer = [EJER, EJER, KOMBIT_CVR, ANDEN][tal(4)]!;
  const noegle = { ejer, objekttype: typer[tal(typer.length)]!, uuid: maal(tal(3)) };
  const hvad = tal(10);
  if (hvad === 0) await omskriv(store, noegle);
  else if (hvad === 1) await store.fjernAlle(ejer, [noegle]);
  else await ret(store, tal, noegle);
  // What waits for its number is read anew each time.
  if (tal(4) > 0) await store.nummerer();
}

/** Writes and steps in time in an order made by a seed, in stores that share a database; after each some questions, to one process and another. */
export async function assertSomNye(stores: readonly Store[], seed: number, skridt: number): Promise<void> {
  const tal = tilfaeldig(seed);
  let nu: Instant = DAGE[1]!;
  await indlaesSuperOrg(stores[0]!, nu);
  for (let nr = 0; nr < 60; nr++) await skriv(stores[0]!, tal, TYPER);
  const fronter = stores.map((store) => {
    const register = { store, clock: () => nu, udeladte: 'fjernes' as const };
    const uden = graphqlFront({ ...register, limits: { ...DEFAULT_LIMITS, graphqlAnswersBytesMax: 0 } });
    const svar = new Taeller(200_000);
    return { svar, uden, med: { ...graphqlFront({ ...register, limits: DEFAULT_LIMITS }), svar } };
  });
  const nyt = () => [KALDERE[tal(2) && tal(KALDERE.length)]!, spoergsmaal(tal)] as const;
  // So few are asked for a while, again and again, and so little is written, that between two answers to one of them not much has happened.
  let aktuelle = [nyt()];
  let typer = TYPER;
  for (let nr = 0; nr < skridt; nr++) {
    if (nr % 12 === 0) {
      aktuelle = Array.from({ length: 6 }, nyt);
      typer = [TYPER[tal(TYPER.length)]!, TYPER[tal(TYPER.length)]!];
    }
    const hvad = tal(4);
    if (hvad < 3) await skriv(stores[tal(stores.length)]!, tal, typer);
    else nu = DAGE[0]! + (tal(10) - 1) * HALVDAG_MS - tal(2);
    for (const [kalder, query] of aktuelle) {
      const { med } = fronter[tal(fronter.length)]!;
      const { uden } = fronter[tal(fronter.length)]!;
      const naar = `seed ${seed}, step ${nr}: ${query}`;
      assert.deepEqual(await svaret(med, kalder, query), await svaret(uden, kalder, query), naar);
    }
  }
  for (const { svar } of fronter) {
    assert.ok(svar.huskede > skridt / 4 && svar.nye > skridt / 4, `${svar.huskede} remembered, ${svar.nye} anew`);
  }
}
