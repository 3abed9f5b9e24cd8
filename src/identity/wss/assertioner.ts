/**
 * Is an assertion to be believed (spec security §4.2 row 9)? It is when a token service that we trust has signed it, as it stands.
 * One that has been found good is known by its bytes until it expires: clients use theirs for hours.
 */
import { hash } from 'node:crypto';
import type { Instant } from '../../base/instant.ts';
import { kanonisk } from '../../xml/kanonisk.ts';
import type { RigtElement } from '../../xml/rig.ts';
import { afvisMed, praecisEn } from '../element.ts';
import { NS } from '../navnerum.ts';
import { type LaestAssertion, laesAssertion } from '../saml/laes.ts';
import { Udloebet } from '../sikkerhedsfejl.ts';
import { SKEW_MS } from '../tidsstempel.ts';
import { type Certifikat, erGyldig } from '../trust/certifikat.ts';
import type { Finder } from '../xmldsig/id-kort.ts';
import { base64Of } from '../xmldsig/struktur.ts';
import { verificerSignatur } from '../xmldsig/verificer.ts';

/** Which tokens are believed. */
export interface Tillid {
  /** Certificates of the token services. */
  readonly certifikater: readonly Certifikat[];
  /** What they call themselves (Issuer). */
  readonly udstedere: () => readonly string[];
}

/** What is kept of an assertion that has been verified: nothing of its tree. */
export type KendtAssertion = Omit<LaestAssertion, 'signatur'> & {
  /** Who has signed it. */
  readonly underskriver: Certifikat;
};

const afvis = afvisMed('InvalidSecurityToken');
const KENDTE_MAX = 5000;

export class Assertioner {
  readonly #tillid: Tillid;
  readonly #kendte = new Map<string, KendtAssertion>();
  readonly #kendteMax: number;

  /** @param kendteMax How many are known at most; then the one that has been known longest is forgotten. */
  constructor(tillid: Tillid, kendteMax = KENDTE_MAX) {
    this.#tillid = tillid;
    this.#kendteMax = kendteMax;
  }

  /** How many are known now. */
  get antal(): number {
    return this.#kendte.size;
  }

  /**
   * Verifies an assertion, and whether it holds now. Throws Sikkerhedsfejl. Whom it is for is not judged here. Gives what it
   * says, and its canonical form, by which it is known.
   */
  verificer(
    element: RigtElement,
    finder: Finder,
    now: Instant,
  ): { readonly kendt: KendtAssertion; readonly form: string } {
    const form = kanonisk(element);
    const noegle = hash('sha256', form);
    const kendt = this.#kendte.get(noegle) ?? this.#ny(element, finder);
    if (kendt.gyldig.til + SKEW_MS <= now) {
      this.#kendte.delete(noegle);
      throw new Udloebet();
    }
    if (kendt.gyldig.fra - SKEW_MS > now) afvis('the assertion does not hold yet');
    if (!erGyldig(kendt.underskriver, now)) afvis('the certificate of the token service is not in its time');
    if (!erGyldig(kendt.certifikat, now)) afvis('the certificate of the holder is not in its time');
    if (!this.#kendte.has(noegle)) this.#husk(noegle, kendt);
    return { kendt, form };
  }

  #ny(element: RigtElement, finder: Finder): KendtAssertion {
    const { signatur, ...laest } = laesAssertion(element);
    if (!this.#tillid.udstedere().includes(laest.udsteder)) afvis('an issuer that is not trusted');
    const underskriver = this.#underskriver(signatur);
    const { elementer } = verificerSignatur(signatur, underskriver.noegle, finder, 'assertion');
    if (elementer.length !== 1 || elementer[0] !== element) afvis('the signature is of another element');
    return { ...laest, underskriver };
  }

  /** The certificate that the signature names, where it is one of those that are trusted; no other is read. */
  #underskriver(signatur: RigtElement): Certifikat {
    const keyInfo = praecisEn(signatur, NS.ds, 'KeyInfo', afvis);
    const data = praecisEn(keyInfo, NS.ds, 'X509Data', afvis);
    const base64 = base64Of(praecisEn(data, NS.ds, 'X509Certificate', afvis));
    const fundet = this.#tillid.certifikater.find((certifikat) => certifikat.base64 === base64);
    return fundet ?? afvis('signed by somebody who is not trusted');
  }

  #husk(noegle: string, kendt: KendtAssertion): void {
    if (this.#kendte.size >= this.#kendteMax) this.#kendte.delete(this.#kendte.keys().next().value!);
    this.#kendte.set(noegle, kendt);
  }
}
