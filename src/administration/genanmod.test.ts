import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Afgoerelsespost, Aftalepost } from '../store/administration/administration.ts';
import { genanmod } from './genanmod.ts';
import type { Aftale, Tilstand } from './model.ts';

const HVEM = { tidspunkt: 0, af: 'release' };
const [A, B] = ['11111111', '19435075'];

function aftale(uuid: string, mere: Partial<Aftale> = {}, godkendt: readonly string[] = []): Aftale {
  const post: Aftalepost = {
    ...{ uuid, systemUuid: 's', cvr: A!, miljoe: 'test', tidspunkt: 0, af: 'x' },
    indhold: {
      ...{ navn: 'n', begrundelse: 'b', dataejere: [] },
      services: [{ service: 'organisation', roller: ['udstil'], dataafgraensninger: {} }],
    },
  };
  const afgoerelser = godkendt.map(
    (cvr): Afgoerelsespost => ({ ...HVEM, aftaleUuid: uuid, handling: 'godkend', part: { rolle: 'dataejer', cvr } }),
  );
  return { ...post, afgoerelser, ...mere };
}

function afgoer(...aftaler: Aftale[]) {
  const tilstand: Tilstand = { systemer: [], aftaler };
  let nr = 0;
  const nye = genanmod(tilstand, 'test', 'data er slettet', HVEM, () => `ny${++nr}`);
  return {
    ophoert: nye.afgoerelser.map(({ aftaleUuid, handling }) => `${handling} ${aftaleUuid}`),
    anmodet: nye.aftaler.map(({ uuid, kopiAf }) => `${uuid} af ${kopiAf}`),
  };
}

test('an agreement in force ends, and a request like it waits', () => {
  assert.deepEqual(afgoer(aftale('a', {}, [A!])), { ophoert: ['ophoer a'], anmodet: ['ny1 af a'] });
});

test('a request that nobody has approved stands; one that somebody has is asked anew', () => {
  const videre = { indhold: { ...aftale('x').indhold, dataejere: [B!] } };
  assert.deepEqual(afgoer(aftale('a', videre)), { ophoert: [], anmodet: [] });
  assert.deepEqual(afgoer(aftale('a', videre, [B!])), { ophoert: ['ophoer a'], anmodet: ['ny1 af a'] });
});

test('where a copy waits, it is the one that is asked for, and only once', () => {
  const kopi = aftale('b', { kopiAf: 'a' });
  assert.deepEqual(afgoer(aftale('a', {}, [A!]), kopi), { ophoert: ['ophoer a'], anmodet: [] });
  const halv = aftale('b', { kopiAf: 'a', indhold: { ...kopi.indhold, dataejere: [B!] } }, [B!]);
  assert.deepEqual(afgoer(aftale('a', {}, [A!]), halv), {
    ophoert: ['ophoer a', 'ophoer b'],
    anmodet: ['ny1 af b'],
  });
});

test('other environments, ended agreements and services without erased data are left alone', () => {
  const beskeder = { service: 'beskedmodtag', roller: ['modtag'], dataafgraensninger: {} };
  const { afgoerelser } = aftale('a', {}, [A!]);
  const ophoert = { afgoerelser: [...afgoerelser, { ...HVEM, aftaleUuid: 'c', handling: 'ophoer' as const }] };
  const ingen = afgoer(
    aftale('a', { miljoe: 'produktion' }, [A!]),
    aftale('b', { indhold: { ...aftale('x').indhold, services: [beskeder] } }, [A!]),
    aftale('c', ophoert),
  );
  assert.deepEqual(ingen, { ophoert: [], anmodet: [] });
});
