import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Aftaleindhold } from '../store/administration/administration.ts';
import { anmod, godkend, kopier, ophoer } from './livsforloeb.ts';
import { services } from './servicetabel.ts';
import { tildelingerOf } from './tildelinger.ts';
import { ANMODNING, HVEM, INDHOLD, KENDTE, KOMBIT, KOPI, KORSBAEK, NABO, Raekker } from './verden.testing.ts';

const ORGANISATION = 'http://stoettesystemerne.dk/service/organisation/3';
const BESKEDMODTAG = 'http://entityid.kombit.dk/service/bfo_modtag/2';
const INTET = { seNavn: false, seCpr: false, anonymiser: false, fysiskslet: false };
const ALT_MED: Aftaleindhold = {
  ...INDHOLD,
  dataejere: [KOMBIT],
  services: [
    {
      service: 'organisation',
      roller: ['udstil', 'rediger'],
      dataafgraensninger: { senavn: ['Ja'], anonymiser: ['Ja'], fysiskslet: ['Ja'] },
    },
    { service: BESKEDMODTAG, roller: ['modtag'], dataafgraensninger: { beskedtype: ['*'], foelsomhed: ['*'] } },
  ],
};

function godkendt(indhold: Aftaleindhold, parter = [KORSBAEK, ...indhold.dataejere]): Raekker {
  const raekker = new Raekker();
  raekker.tilfoej(anmod(raekker.tilstand, { ...ANMODNING, indhold }, KENDTE, HVEM));
  for (const cvr of parter) raekker.tilfoej(godkend(raekker.tilstand, raekker.aftale(), cvr, HVEM));
  return raekker;
}

const giver = (raekker: Raekker, entityId = ORGANISATION, cvr = KORSBAEK, miljoe: 'test' | 'produktion' = 'test') =>
  tildelingerOf(raekker.tilstand.aftaler, cvr, miljoe, entityId);

test('an agreement in force gives its roles in the data of its authority, with the restrictions that were agreed', () => {
  assert.deepEqual(giver(godkendt(INDHOLD)), [
    { scopeCvr: KORSBAEK, rolle: 'udstil', afgraensninger: { ...INTET, seNavn: true } },
  ]);
});

test('of others it gives udstil alone, and a restriction goes only with a role that it belongs to', () => {
  assert.deepEqual(giver(godkendt(ALT_MED)), [
    { scopeCvr: KORSBAEK, rolle: 'udstil', afgraensninger: { ...INTET, seNavn: true } },
    {
      scopeCvr: KORSBAEK,
      rolle: 'rediger',
      afgraensninger: { ...INTET, seNavn: true, anonymiser: true, fysiskslet: true },
    },
    { scopeCvr: KOMBIT, rolle: 'udstil', afgraensninger: { ...INTET, seNavn: true } },
  ]);
  assert.deepEqual(giver(godkendt(ALT_MED), BESKEDMODTAG), []);
});

test('one that is requested, half approved or ended gives nothing', () => {
  for (const parter of [[], [KORSBAEK], [KOMBIT]]) assert.equal(giver(godkendt(ALT_MED, parter)), undefined);
  const raekker = godkendt(ALT_MED);
  raekker.tilfoej(ophoer(raekker.aftale(), 'slut', HVEM));
  assert.equal(giver(raekker), undefined);
});

test('nor does it for another authority, another environment, or a service that it does not name', () => {
  const raekker = godkendt(INDHOLD);
  assert.equal(giver(raekker, ORGANISATION, NABO), undefined);
  assert.equal(giver(raekker, ORGANISATION, KORSBAEK, 'produktion'), undefined);
  assert.equal(giver(raekker, BESKEDMODTAG), undefined);
});

test('KLE comes with a copy when KOMBIT has approved it, too; until then what was approved is as it was', () => {
  const KLASSIFIKATION = 'http://entityid.kombit.dk/service/klassifikation/6';
  const uden: Aftaleindhold = {
    ...INDHOLD,
    services: [{ service: 'klassifikation-6', roller: ['udstil'], dataafgraensninger: {} }],
  };
  const ejere = (raekker: Raekker) => giver(raekker, KLASSIFIKATION)?.map(({ scopeCvr }) => scopeCvr);
  for (const [foerst, sidst] of [
    [KORSBAEK, KOMBIT],
    [KOMBIT, KORSBAEK],
  ] as const) {
    const raekker = godkendt(uden);
    const foer = raekker.aftale();
    const med = { ...uden, dataejere: [KOMBIT] };
    assert.throws(() => anmod(raekker.tilstand, { ...ANMODNING, indhold: med }, KENDTE, HVEM), {
      regel: 'aftale-findes',
    });
    raekker.tilfoej(kopier(raekker.tilstand, foer, KOPI, med, KENDTE, HVEM));
    assert.deepEqual(ejere(raekker), [KORSBAEK]);
    raekker.tilfoej(godkend(raekker.tilstand, raekker.aftale(KOPI), foerst, HVEM));
    assert.deepEqual([ejere(raekker), raekker.aftale()], [[KORSBAEK], foer]);
    raekker.tilfoej(godkend(raekker.tilstand, raekker.aftale(KOPI), sidst, HVEM));
    assert.deepEqual(ejere(raekker), [KORSBAEK, KOMBIT]);
    assert.deepEqual(raekker.aftale().indhold, uden);
  }
});

test('every restriction of the table goes with roles of its service, and entity ids are not shared', () => {
  for (const { roller, dataafgraensninger, navn } of services) {
    for (const [afgraensning, { roller: dens }] of Object.entries(dataafgraensninger)) {
      assert.ok(dens.length > 0 && dens.every((rolle) => roller.includes(rolle)), `${navn} ${afgraensning}`);
    }
  }
  const navne = services.flatMap(({ navn, entityId }) => [navn, entityId]);
  assert.equal(new Set(navne).size, navne.length);
});
