/** Signature wrapping: what is signed is kept and moved, and something else stands where it is read (spec security §4.2 rows 1 to 5). */
import { after } from 'node:test';
import { NS } from '../../src/identity/navnerum.ts';
import { ASSERTION, angreb, BODY, del, ONDT, SECURITY, SIGNATUR, selvsigneret, skift, TIMESTAMP } from './angreb.ts';
import { PLADS } from './signer.ts';
import { nySikkerVerden } from './verden.ts';

const verden = await nySikkerVerden();
after(() => verden[Symbol.asyncDispose]());

const gem = (indhold: string) => `<x:Gem xmlns:x="urn:x">${indhold}</x:Gem>`;
const iHoved = (besked: string, indhold: string) => besked.replace('</s:Header>', () => `${indhold}</s:Header>`);
const ondBody = (attributter = '') => `<s:Body${attributter}>${ONDT}</s:Body>`;

angreb(verden, 'moved body: the signed one in a header, another in its place', 'InvalidSecurity', (besked) =>
  iHoved(skift(besked, BODY, ondBody()), gem(del(besked, BODY))),
);
angreb(verden, 'moved body, the other one with the same id', 'InvalidSecurity', (besked) =>
  iHoved(skift(besked, BODY, ondBody(' wsu:Id="id-b"')), gem(del(besked, BODY))),
);
angreb(verden, 'moved body, its name kept and its namespace changed', 'FailedCheck', (besked) =>
  iHoved(
    skift(besked, BODY, ondBody(' wsu:Id="id-x"')),
    gem(del(besked, BODY).replace('<s:Body ', '<y:Body xmlns:y="urn:y" ').replace('</s:Body>', '</y:Body>')),
  ).replace('URI="#id-b"', 'URI="#id-x"'),
);
angreb(verden, 'doubled body: another before the signed one', 'InvalidSecurity', (besked) =>
  skift(besked, BODY, (body) => ondBody() + body),
);
angreb(verden, 'doubled body: another after the signed one', 'InvalidSecurity', (besked) =>
  skift(besked, BODY, (body) => body + ondBody()),
);
angreb(verden, 'the signed body inside another', 'InvalidSecurity', (besked) =>
  skift(besked, BODY, (body) => `<s:Body>${ONDT}${body}</s:Body>`),
);
angreb(verden, 'nested envelope: the whole message in the body of another', 'InvalidSecurity', (besked) =>
  skift(besked, BODY, (body) => `<s:Body>${ONDT}${gem(`<s:Envelope><s:Header/>${body}</s:Envelope>`)}</s:Body>`),
);
angreb(verden, 'a second header after the first', 'InvalidSecurity', (besked) =>
  besked.replace('</s:Header>', `</s:Header><s:Header>${gem('')}</s:Header>`),
);
angreb(verden, 'something else after the body', 'InvalidSecurity', (besked) =>
  besked.replace('</s:Envelope>', `${gem(ONDT)}</s:Envelope>`),
);
angreb(
  verden,
  'id collision by case: another element with the id of the body in capitals',
  'InvalidSecurity',
  (besked) => iHoved(besked, '<x:Gem xmlns:x="urn:x" wsu:Id="ID-B"/>'),
);
angreb(verden, 'id collision by namespace: an id in none', 'InvalidSecurity', (besked) =>
  iHoved(besked, '<x:Gem xmlns:x="urn:x" Id="id-b"/>'),
);
angreb(verden, 'id collision by namespace: xml:id', 'InvalidSecurity', (besked) =>
  iHoved(besked, '<x:Gem xmlns:x="urn:x" xml:id="id-b"/>'),
);
angreb(verden, 'wrapped timestamp: the signed one in a header, a new one in its place', 'InvalidSecurity', (besked) =>
  iHoved(
    skift(besked, TIMESTAMP, (tid) => tid.replace(' wsu:Id="TS"', '')),
    gem(del(besked, TIMESTAMP)),
  ),
);
angreb(verden, 'two timestamps in Security', 'InvalidSecurity', (besked) =>
  skift(besked, TIMESTAMP, (tid) => tid.replace(' wsu:Id="TS"', '') + tid),
);
angreb(
  verden,
  'doubled assertion: one for another authority before the signed one',
  'InvalidSecurity',
  async (besked) => {
    const { assertion } = await verden.nyKlient({ cvr: '29189978' });
    return skift(besked, ASSERTION, (egen) => assertion + egen);
  },
);
angreb(
  verden,
  'doubled assertion: one for another authority after the signed one',
  'InvalidSecurity',
  async (besked) => {
    const { assertion } = await verden.nyKlient({ cvr: '29189978' });
    return skift(besked, ASSERTION, (egen) => egen + assertion);
  },
);
angreb(
  verden,
  'moved assertion: the signed one in a header, another in Security',
  'InvalidSecurity',
  async (besked) => {
    const { assertion } = await verden.nyKlient({ cvr: '29189978' });
    return iHoved(skift(besked, ASSERTION, assertion), gem(del(besked, ASSERTION)));
  },
);
angreb(
  verden,
  'swapped assertion: that of another authority with the same key',
  'FailedCheck',
  async (besked, { klient }) => {
    const anden = await verden.nyKlient({ cvr: '29189978' });
    return skift(besked, ASSERTION, anden.assertion).replaceAll(klient.assertionId, anden.assertionId);
  },
);
angreb(
  verden,
  'wrapped assertion: the one of the token service inside one of the attacker',
  'InvalidSecurity',
  (besked, { klient }) =>
    skift(besked, ASSERTION, (egen) =>
      egen
        .replace(klient.assertionId, '_ond')
        .replace('11111111</AttributeValue>', '29189978</AttributeValue>')
        .replace('</Assertion>', `${gem(egen)}</Assertion>`),
    ),
);
angreb(
  verden,
  'wrapped assertion: the one of the token service in ds:Object of its own signature',
  'InvalidSecurity',
  (besked, { klient }) =>
    skift(besked, ASSERTION, (egen) =>
      egen.replace(klient.assertionId, '_ond').replace('</Signature>', `<Object>${egen}</Object></Signature>`),
    ),
);
angreb(verden, 'comment in the CVR of the assertion', 'Sender', (besked) =>
  besked.replace('11111111</AttributeValue>', '1111<!-- -->1111</AttributeValue>'),
);
angreb(verden, 'comment in Security', 'Sender', (besked) => besked.replace('<wsu:Expires>', '<!-- --><wsu:Expires>'));
angreb(verden, 'processing instruction in the signed body', 'Sender', (besked) =>
  besked.replace(ONDT.slice(0, 10), (start) => `<?x y?>${start}`),
);
angreb(
  verden,
  'reference to another node of the same name: a Body in a header, signed as the body',
  'InvalidSecurity',
  () =>
    selvsigneret(verden, {
      tekst: (tekst) =>
        iHoved(
          tekst.replace('<s:Body wsu:Id="id-b">', '<s:Body>'),
          `<y:Body xmlns:y="urn:y" wsu:Id="id-b">${ONDT}</y:Body>`,
        ),
    }),
);
angreb(verden, 'reference to a node inside a header block', 'InvalidSecurity', () =>
  selvsigneret(verden, {
    tekst: (tekst) => iHoved(tekst, gem('<x:Dyb wsu:Id="dyb"/>')),
    refs: (refs) => [...refs, { id: 'dyb' }],
  }),
);
angreb(verden, 'reference to what the body holds in place of the body', 'InvalidSecurity', () =>
  selvsigneret(verden, {
    tekst: (tekst) =>
      tekst.replace('<s:Body wsu:Id="id-b">', '<s:Body>').replace('<e:LaesInput ', '<e:LaesInput wsu:Id="id-b" '),
  }),
);
angreb(verden, 'reference to the whole header', 'InvalidSecurity', () =>
  selvsigneret(verden, {
    tekst: (tekst) => tekst.replace('<s:Header>', '<s:Header wsu:Id="hoved">'),
    refs: (refs) => [...refs, { id: 'hoved' }],
  }),
);
for (const [navn, id] of [
  ['To', 'id-t'],
  ['Action', 'id-a'],
  ['MessageID', 'id-m'],
  ['ReplyTo', 'id-r'],
  ['Timestamp', 'TS'],
  ['Body', 'id-b'],
  ['the token', 'STR-1'],
] as const) {
  angreb(verden, `unsigned: ${navn}`, 'InvalidSecurity', () =>
    selvsigneret(verden, { refs: (refs) => refs.filter((ref) => ref.id !== id) }),
  );
}
angreb(verden, 'a second To that is not signed', 'InvalidSecurity', (besked) =>
  iHoved(besked, '<a:To>http://127.0.0.1/andetsteds</a:To>'),
);
angreb(verden, 'a second To that is signed as well', 'InvalidSecurity', () =>
  selvsigneret(verden, {
    tekst: (tekst) => iHoved(tekst, '<a:To wsu:Id="til">http://127.0.0.1/andetsteds</a:To>'),
    refs: (refs) => [...refs, { id: 'til' }],
  }),
);
angreb(verden, 'something else in Security: a certificate besides the token', 'InvalidSecurity', (besked, { klient }) =>
  besked.replace(
    '<wsu:Timestamp ',
    () => `<wsse:BinarySecurityToken>${klient.par.certifikat.base64}</wsse:BinarySecurityToken><wsu:Timestamp `,
  ),
);
angreb(verden, 'the whole Security header signed by its id', 'InvalidSecurity', () =>
  selvsigneret(verden, {
    tekst: (tekst) => tekst.replace('<wsse:Security ', '<wsse:Security wsu:Id="sec" '),
    refs: (refs) => [...refs, { id: 'sec' }],
  }),
);
angreb(verden, 'STR-Transform of a reference in another header', 'InvalidSecurity', () =>
  selvsigneret(verden, {
    tekst: (tekst) => {
      const str = /<wsse:SecurityTokenReference .*?<\/wsse:SecurityTokenReference>/s.exec(tekst)![0];
      return tekst.replace(str, '').replace('</s:Header>', `${str}</s:Header>`);
    },
  }),
);
angreb(
  verden,
  'STR-Transform of a reference to another token, in another header',
  'InvalidSecurity',
  (_god, { klient }) =>
    selvsigneret(verden, {
      tekst: (tekst) =>
        iHoved(
          tekst.replace(
            PLADS,
            `<wsse:SecurityTokenReference wsu:Id="str2"><wsse:Reference URI="#bst"/></wsse:SecurityTokenReference>${PLADS}`,
          ),
          `<wsse:BinarySecurityToken wsu:Id="bst">${klient.par.certifikat.base64}</wsse:BinarySecurityToken>`,
        ),
      refs: (refs) => [...refs, { id: 'str2', token: 'bst' }],
    }),
);
angreb(verden, 'KeyInfo that names nothing of the message', 'SecurityTokenUnavailable', (god, { klient }) =>
  skift(god, SIGNATUR, (en) => en.replace(klient.assertionId, '_nothing').replaceAll('URI="#_nothing"', 'URI="#x"')),
);
angreb(verden, 'a From that is not signed', 'InvalidSecurity', (besked) => iHoved(besked, '<a:From/>'));
angreb(verden, 'two Security headers', 'InvalidSecurity', (besked) =>
  skift(besked, SECURITY, (en) => `<wsse:Security/>${en}`),
);
angreb(verden, 'a Security header in the body', 'InvalidSecurity', () =>
  selvsigneret(verden, { tekst: (tekst) => tekst.replace('</e:LaesInput>', '<wsse:Security/></e:LaesInput>') }),
);
angreb(verden, 'a Security header for another role alone', 'InvalidSecurity', (besked) =>
  besked.replace('<wsse:Security ', `<wsse:Security s:role="urn:en-anden" `),
);
angreb(verden, 'two signatures in Security', 'InvalidSecurity', (besked) => skift(besked, SIGNATUR, (en) => en + en));
angreb(verden, 'the signature in another header', 'InvalidSecurity', (besked) =>
  iHoved(skift(besked, SIGNATUR, ''), del(besked, SIGNATUR)),
);
angreb(verden, 'a signature in the body besides', 'InvalidSecurity', () =>
  selvsigneret(verden, {
    tekst: (tekst) => tekst.replace('</e:LaesInput>', `<ds:Signature xmlns:ds="${NS.ds}"/></e:LaesInput>`),
  }),
);
angreb(verden, 'stripped signature', 'InvalidSecurity', (besked) => skift(besked, SIGNATUR, ''));
angreb(verden, 'stripped Security', 'InvalidSecurity', (besked) => skift(besked, SECURITY, ''));
angreb(verden, 'stripped assertion', 'InvalidSecurity', (besked) => skift(besked, ASSERTION, ''));
