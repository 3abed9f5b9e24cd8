/**
 * One attack: a message that would be let in, changed. The change must be refused with the right fault, with nothing stored; and
 * the message as it was is let in afterwards, so that nothing but the change was the reason.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Klient, skrivBesked, usigneret } from './klient.ts';
import { type Maade, type Ref, signer } from './signer.ts';
import { LAES, type SikkerVerden, udfaldOf } from './verden.ts';

/** What an attacker would rather have read. */
export const ONDT = LAES.replace('5b1f6a3e', 'deadbeef');

export interface Dele {
  readonly verden: SikkerVerden;
  readonly klient: Klient;
}

/** The piece of a message that a pattern finds. */
export function del(besked: string, moenster: RegExp): string {
  const fundet = moenster.exec(besked)?.[0];
  if (fundet === undefined) throw new Error(`nothing is ${moenster}`);
  return fundet;
}

export const BODY = /<s:Body [\s\S]*<\/s:Body>/;
export const TIMESTAMP = /<wsu:Timestamp [\s\S]*?<\/wsu:Timestamp>/;
export const ASSERTION = /<Assertion [\s\S]*?<\/Assertion>/;
/** The signature of the message: the last one. */
export const SIGNATUR =
  /<Signature xmlns="http:\/\/www.w3.org\/2000\/09\/xmldsig#">(?![\s\S]*<Signature )[\s\S]*?<\/Signature>/;
export const SECURITY = /<wsse:Security [\s\S]*<\/wsse:Security>/;

/** Changes a piece of a message; throws where it is not there. */
export function skift(besked: string, moenster: RegExp, til: string | ((fundet: string) => string)): string {
  const fundet = del(besked, moenster);
  return besked.replace(fundet, () => (typeof til === 'string' ? til : til(fundet)));
}

/** Declares an attack that changes a good message. */
export function angreb(
  verden: SikkerVerden,
  navn: string,
  forventet: string | number,
  aendr: (besked: string, dele: Dele) => string | Promise<string>,
): void {
  test(navn, async () => {
    const { klient } = verden;
    const foer = await lager(verden);
    const god = skrivBesked(klient, verden.kald());
    const ond = await aendr(god, { verden, klient });
    assert.notEqual(ond, god, 'the attack changes nothing');
    assert.equal(udfaldOf(await verden.send(ond)), forventet, JSON.stringify(verden.afvist.at(-1)));
    assert.deepEqual(await lager(verden), foer, 'something was stored');
    assert.equal(udfaldOf(await verden.send(god)), 44, 'the message as it was');
  });
}

/** What the register holds: objects by type, and the last change. */
async function lager({ store }: SikkerVerden): Promise<unknown> {
  return [[...(await store.antal())], await store.sidstePosition()];
}

export interface Selvsigneret {
  /** Changes the text before it is signed. */
  readonly tekst?: (tekst: string) => string;
  readonly refs?: (refs: readonly Ref[], klient: Klient) => readonly Ref[];
  readonly maade?: Partial<Maade>;
  readonly klient?: Klient;
  /** Whose key signs. */
  readonly privat?: Klient['par']['privat'];
  /** Changes the text after it is signed. */
  readonly efter?: (tekst: string) => string;
}

/** A message that an attacker with a key signs as he likes. */
export function selvsigneret(verden: SikkerVerden, valg: Selvsigneret): string {
  const klient = valg.klient ?? verden.klient;
  const { tekst, refs, keyInfo } = usigneret(klient, verden.kald(), 'net');
  const besked = signer(
    valg.tekst ? valg.tekst(tekst) : tekst,
    valg.refs ? valg.refs(refs, klient) : refs,
    valg.privat ?? klient.par.privat,
    { praefiks: '', keyInfo, ...valg.maade },
  );
  return valg.efter ? valg.efter(besked) : besked;
}
