import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tildeling } from '../../access/rettigheder.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';
import { laesPrivilegier, PRIVILEGIER_TEGN_MAX, skrivPrivilegier } from './privilegier.ts';
import { privilegiumOf, tildelingerOf, tildelingOf } from './roller.ts';

const INGEN = { seNavn: false, seCpr: false, anonymiser: false, fysiskslet: false };
const tildelinger: readonly Tildeling[] = [
  { scopeCvr: '11111111', rolle: 'rediger', afgraensninger: { ...INGEN, seNavn: true, seCpr: true, anonymiser: true } },
  { scopeCvr: '22222222', rolle: 'udstil', afgraensninger: INGEN },
  { scopeCvr: '33333333', rolle: 'rediger', afgraensninger: { ...INGEN, fysiskslet: true } },
];
const base64 = (xml: string) => Buffer.from(xml).toString('base64');
const BPP = 'xmlns:b="http://itst.dk/oiosaml/basic_privilege_profile"';
const gruppe = (indhold: string) =>
  `<b:PrivilegeList ${BPP}><PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:11111111">${indhold}</PrivilegeGroup></b:PrivilegeList>`;
const UDSTIL = '<Privilege>http://h/roles/servicesystemrole/udstil/1</Privilege>';

test('roles written are the roles read', () => {
  const skrevet = skrivPrivilegier(tildelinger.map((tildeling) => privilegiumOf(tildeling, 'organisation.example')));
  assert.deepEqual(tildelingerOf(laesPrivilegier(skrevet)), tildelinger);
});

test('the list is as the profile has it: the list in its namespace, its contents in none, a group for each role', () => {
  const [foerste, anden] = tildelinger.map((tildeling) => privilegiumOf(tildeling, 'h'));
  assert.equal(
    Buffer.from(skrivPrivilegier([foerste!, anden!]), 'base64').toString(),
    '<?xml version="1.0" encoding="UTF-8"?><bpp:PrivilegeList xmlns:bpp="http://itst.dk/oiosaml/basic_privilege_profile">' +
      '<PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:11111111">' +
      '<Privilege>http://h/roles/servicesystemrole/rediger/1</Privilege>' +
      '<Constraint Name="http://h/constraints/senavn/1">Ja</Constraint>' +
      '<Constraint Name="http://h/constraints/secpr-nummer/1">Ja</Constraint>' +
      '<Constraint Name="http://h/constraints/anonymiser/1">Ja</Constraint></PrivilegeGroup>' +
      '<PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:22222222">' +
      '<Privilege>http://h/roles/servicesystemrole/udstil/1</Privilege></PrivilegeGroup></bpp:PrivilegeList>',
  );
});

test('URIs are known by their tails, in any case, whatever the host', () => {
  const rolle = tildelingOf({
    scope: 'URN:dk:gov:saml:CVRnumberIdentifier:11111111',
    rolle: 'http://organisation.dev.example/Roles/ServiceSystemRole/Udstil/2',
    afgraensninger: [
      { navn: 'http://x/constraints/SeCPR/1', vaerdi: 'ja' },
      { navn: 'http://x/constraints/senavn/1', vaerdi: 'Nej' },
    ],
  });
  assert.deepEqual(rolle, { scopeCvr: '11111111', rolle: 'udstil', afgraensninger: { ...INGEN, seCpr: true } });
});

test('a role, a scope or a restriction of another kind allows nothing', () => {
  const scope = 'urn:dk:gov:saml:cvrNumberIdentifier:11111111';
  const udstil = 'http://h/roles/servicesystemrole/udstil/1';
  for (const [s, rolle] of [
    [scope, 'http://h/roles/servicesystemrole/modtag/1'],
    [scope, 'http://h/roles/servicesystemrole/udstil/1/x'],
    [scope, 'http://h/roles/usersystemrole/udstil/1'],
    ['urn:dk:gov:saml:seNumberIdentifier:11111111', udstil],
    [`${scope}1`, udstil],
  ] as const) {
    assert.equal(tildelingOf({ scope: s, rolle, afgraensninger: [] }), undefined, `${s} ${rolle}`);
  }
  const fremmed = { navn: 'http://h/constraints/andet/1', vaerdi: 'Ja' };
  assert.deepEqual(tildelingOf({ scope, rolle: udstil, afgraensninger: [fremmed] })?.afgraensninger, INGEN);
});

test('the constraints of a group hold for each of its privileges', () => {
  const rediger = UDSTIL.replace('udstil', 'rediger');
  const liste = laesPrivilegier(
    base64(gruppe(`${UDSTIL}${rediger}<Constraint Name="http://h/constraints/senavn/1">Ja</Constraint>`)),
  );
  assert.deepEqual(
    tildelingerOf(liste).map(({ rolle, afgraensninger }) => [rolle, afgraensninger.seNavn]),
    [
      ['udstil', true],
      ['rediger', true],
    ],
  );
});

const AFVIST: Readonly<Record<string, string>> = {
  'no Base64': '<a/>',
  'no XML': base64('hej'),
  'another root': base64('<PrivilegeList/>'),
  'a document type': base64(`<!DOCTYPE a>${gruppe(UDSTIL)}`),
  'an element that is no group': base64(`<b:PrivilegeList ${BPP}><b:PrivilegeGroup Scope="x"/></b:PrivilegeList>`),
  'a group without a scope': base64(gruppe(UDSTIL).replace(/ Scope="[^"]*"/, '')),
  'a group without a privilege': base64(gruppe('')),
  'something else in a group': base64(gruppe(`${UDSTIL}<Andet/>`)),
  'an element in a privilege': base64(gruppe('<Privilege>a<b/></Privilege>')),
  'a constraint without a name': base64(gruppe(`${UDSTIL}<Constraint>Ja</Constraint>`)),
  'text in the list': base64(gruppe(UDSTIL).replace('<PrivilegeGroup', 'x<PrivilegeGroup')),
  'many privileges with many constraints': base64(gruppe(UDSTIL.repeat(100) + '<Constraint Name="a"/>'.repeat(60))),
  'more privileges than the limit': base64(gruppe(UDSTIL.repeat(501))),
  'more elements than the limit': base64(gruppe('<Privilege/>'.repeat(5001))),
  'more characters than the limit': 'A'.repeat(PRIVILEGIER_TEGN_MAX + 4),
};

for (const [navn, liste] of Object.entries(AFVIST)) {
  test(`refused: ${navn}`, () => {
    assert.throws(
      () => laesPrivilegier(liste),
      (fejl: unknown) => fejl instanceof Sikkerhedsfejl && fejl.art === 'InvalidSecurityToken',
    );
  });
}
