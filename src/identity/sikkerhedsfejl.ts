/** What is thrown where a message, a signature or a token is not to be trusted. It becomes a fault with the subcode `wsse:<art>`. */

/** The subcodes of WS-Security (spec security §4.3); `MessageExpired` is one of its utility namespace. */
export type Sikkerhedsfejlart =
  | 'InvalidSecurity'
  | 'FailedCheck'
  | 'InvalidSecurityToken'
  | 'FailedAuthentication'
  | 'SecurityTokenUnavailable'
  | 'UnsupportedAlgorithm'
  | 'MessageExpired';

/** The reason that WCF gives and clients compare with; it tells nobody which check failed. */
export const SIKKERHEDSFEJL_TEKST = 'An error occurred when verifying security for the message.';

/** Characters of a detail: it may quote names from a message that anybody can write. */
const DETAIL_CHARS_MAX = 200;

export class Sikkerhedsfejl extends Error {
  readonly art: Sikkerhedsfejlart;
  /** Which check failed, for the log alone; never personal data. */
  readonly detail: string;

  constructor(art: Sikkerhedsfejlart, detail: string, options: { cause?: unknown } = {}) {
    super(SIKKERHEDSFEJL_TEKST, options);
    this.name = 'Sikkerhedsfejl';
    this.art = art;
    this.detail = detail.slice(0, DETAIL_CHARS_MAX);
  }
}

/** A token that was good and is so no longer: whoever sent it gets a new one and tries again. */
export class Udloebet extends Sikkerhedsfejl {
  constructor() {
    super('InvalidSecurityToken', 'the assertion has expired');
  }
}
