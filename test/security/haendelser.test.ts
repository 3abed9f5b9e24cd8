/** Events as they happen, with tokens: who may listen, what the agreements of the system let through, and how it ends with them. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { aendr, findAftale } from '../../src/administration/aendring.ts';
import { SET_INDEN_MS } from '../../src/administration/husket.ts';
import { anmod, godkend, ophoer } from '../../src/administration/livsforloeb.ts';
import { opretSystem, tilfoejCertifikater } from '../../src/administration/systemer.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { ORGVALG_STANDARD } from '../../src/beskedfordeler/org/valg.ts';
import { udstedJwt } from '../../src/identity/jwt/udsted.ts';
import { privilegiumOf } from '../../src/identity/saml/roller.ts';
import { lavKlient } from '../pki/noegler.ts';
import { lyt } from '../rest/lytter.ts';
import * as b from '../soap/beskeder.ts';
import { KOMBIT, KORSBAEK, SYDDJURS } from '../soap/verden.ts';
import { ORGANISATION, skrivBesked, UDSTEDER } from './klient.ts';
import { nySikkerVerden, ROLLER } from './verden.ts';

const verden = await nySikkerVerden();
after(() => verden[Symbol.asyncDispose]());
const { administration } = verden.store;
const MODTAG = 'http://entityid.kombit.dk/service/bfo_modtag/2';
const URL = `${verden.url}/haendelser`;
const ALLE = { beskedtype: ['*'], foelsomhed: ['*'] };
const hvem = () => ({ tidspunkt: verden.ur(), af: 'test' });

type Afgraensninger = Readonly<Record<string, readonly string[]>>;

/** A system with a certificate of its own, and an agreement for the authority if it is to have one. */
async function nytSystem(cvr: string, dataafgraensninger?: Afgraensninger) {
  const par = await lavKlient(KORSBAEK);
  const [system, aftale] = [newUuid(), newUuid()];
  await aendr(administration, (tilstand) => opretSystem(tilstand, system, `system ${system}`, hvem()));
  await aendr(administration, (tilstand) => tilfoejCertifikater(tilstand, system, [par.certifikat], hvem()));
  if (dataafgraensninger) {
    const services = [{ service: 'beskedmodtag', roller: ['modtag'], dataafgraensninger }];
    const indhold = { navn: 'Modtag', begrundelse: 'Hændelser', dataejere: [], services };
    const anmodning = { uuid: aftale, systemUuid: system, cvr, miljoe: 'test', indhold } as const;
    const kendte = new Set([KORSBAEK, SYDDJURS, KOMBIT]);
    await aendr(administration, (tilstand) => anmod(tilstand, anmodning, kendte, hvem()));
    await aendr(administration, (tilstand) => godkend(tilstand, findAftale(tilstand, aftale), cvr, hvem()));
  }
  verden.ur.advance(SET_INDEN_MS);
  const hoveder = async (myndighed = KORSBAEK, entityId = MODTAG) => {
    const token = {
      ...{ id: newUuid(), udsteder: `${UDSTEDER}/`, entityId, cvr: myndighed, certifikat: par.certifikat },
      privilegier: ROLLER.map((rolle) => privilegiumOf(rolle, 'organisation.example')),
      ...{ fra: verden.ur(), til: verden.ur() + 3_600_000 },
    };
    return { authorization: `Bearer ${await udstedJwt(token, verden.sts)}` };
  };
  const slut = async () => {
    await aendr(administration, (tilstand) => ophoer(findAftale(tilstand, aftale), 'slut', hvem()));
    verden.ur.advance(SET_INDEN_MS);
  };
  return { hoveder, slut };
}

async function nyt(objekt: 'Bruger' | 'OrganisationEnhed', navn: string): Promise<string> {
  const uuid = newUuid();
  const felter = `<sd:BrugervendtNoegleTekst>${navn}</sd:BrugervendtNoegleTekst>`;
  const eget = objekt === 'Bruger' ? `<sd:BrugerNavn>${navn}</sd:BrugerNavn>` : `<sd:EnhedNavn>${navn}</sd:EnhedNavn>`;
  const body = b.importer(objekt, uuid, { attributter: b.egenskab(felter + eget) });
  const sti = b.STI(objekt);
  const svar = await verden.send(skrivBesked(verden.klient, verden.kald({ body, to: verden.url + sti })), sti);
  assert.equal(svar.kode, 20, svar.tekst);
  verden.ur.advance(1000);
  return uuid;
}

async function afvist(headers: Record<string, string>) {
  const response = await fetch(URL, { headers, signal: AbortSignal.timeout(20_000) });
  const { type, detail } = (await response.json()) as { type: string; detail: string };
  return { status: response.status, type, detail };
}

test('an agreement lets events through, and of those beskedtyper alone that it names', async () => {
  const alt = await nytSystem(KORSBAEK, ALLE);
  const enheder = await nytSystem(KORSBAEK, { ...ALLE, beskedtype: [ORGVALG_STANDARD.OrganisationEnhed.beskedtype] });
  const ikkeMine = await nytSystem(KORSBAEK, { ...ALLE, 'afsendende-myndighed': [SYDDJURS] });
  await using hoererAlt = await lyt(URL, await alt.hoveder());
  await using hoererEnheder = await lyt(URL, await enheder.hoveder());
  await using hoererIntet = await lyt(URL, await ikkeMine.hoveder());
  for (const { response } of [hoererAlt, hoererEnheder, hoererIntet]) assert.equal(response.status, 200);
  const [bruger, enhed] = [await nyt('Bruger', 'bente2'), await nyt('OrganisationEnhed', 'enhed2')];
  const subjects = async (lytter: typeof hoererAlt, antal: number) =>
    (await lytter.hent(antal)).map(({ event }) => event.subject);
  assert.deepEqual(await subjects(hoererAlt, 2), [bruger, enhed]);
  assert.deepEqual(await subjects(hoererEnheder, 1), [enhed]);
  await ikkeMine.slut();
  await nyt('Bruger', 'bente3');
  assert.equal((await hoererIntet.naeste())?.haendelse, undefined);
  assert.equal(await hoererIntet.naeste(), undefined);
});

test('an agreement that ends while somebody listens ends the stream, and who comes back is refused', async () => {
  const system = await nytSystem(KORSBAEK, ALLE);
  const headers = await system.hoveder();
  await using lytter = await lyt(URL, headers);
  const foer = await nyt('Bruger', 'bente4');
  assert.equal((await lytter.hent(1))[0]!.event.subject, foer);
  await system.slut();
  await nyt('Bruger', 'bente5');
  for (let del = await lytter.naeste(); del; del = await lytter.naeste()) assert.equal(del.haendelse, undefined);
  assert.equal((await afvist(headers)).status, 403);
});

test('without an agreement for the authority of the token nobody may listen, whatever roles the token has', async () => {
  for (const system of [await nytSystem(KORSBAEK), await nytSystem(SYDDJURS, ALLE)]) {
    const { status, type, detail } = await afvist(await system.hoveder());
    assert.deepEqual([status, type], [403, 'urn:fkorg:regel:rolle-mangler']);
    assert.match(detail, /BeskedModtag/);
  }
});

test('a token for Organisation does not do, and the refusal says which does; nor does the other one there', async () => {
  const system = await nytSystem(KORSBAEK, ALLE);
  const { status, detail } = await afvist(await system.hoveder(KORSBAEK, ORGANISATION));
  assert.equal(status, 401);
  assert.match(detail, /token til BeskedModtag/);
  const aendringer = await fetch(`${verden.url}/aendringer`, { headers: await system.hoveder() });
  assert.equal(aendringer.status, 401);
  assert.match(await aendringer.text(), /token til Organisation/);
});
