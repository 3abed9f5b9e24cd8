/**
 * The rules of a receiver's address: asked when it is registered, and again before each delivery, since the settings may have
 * changed. The refusal names the rule (docs/decisions/0054-push.md).
 */
import { isIP } from 'node:net';
import { shownValue } from '../../base/brud.ts';
import { FkorgError } from '../../base/error.ts';
import { erOffentlig } from './net.ts';

const ADRESSE_CHARS_MAX = 2000;

/** Each rule in one sentence, which every refusal ends with. */
const ADRESSEREGLER = {
  'adresse-form': `An address is a URL of at most ${ADRESSE_CHARS_MAX} characters, such as https://modtager.example/besked.`,
  'adresse-https': 'Messages are sent over HTTPS alone.',
  'adresse-port': 'Messages are sent to the ports of --push-ports alone; the common Beskedfordeler has port 443.',
  'adresse-bruger': 'An address has no user and no password in it: it is shown to whoever lists receivers.',
  'adresse-fragment': 'An address has no part after #, which is never sent.',
  'adresse-net':
    'Messages are sent to networks that everybody can reach; --push-networks all also allows this machine and private networks.',
} as const;
export type Adresseregel = keyof typeof ADRESSEREGLER;

/** What the settings say of addresses. */
export interface Adressekrav {
  readonly porte: readonly number[];
  /** True where loopback, private and link-local networks are allowed too. */
  readonly alleNet: boolean;
}

export class Adressebrud extends FkorgError {
  readonly regel: Adresseregel;

  constructor(regel: Adresseregel, tekst: string) {
    super('bad-setting', `${tekst} Rule ${regel}: ${ADRESSEREGLER[regel]}`);
    this.name = 'Adressebrud';
    this.regel = regel;
  }
}

/** Gives the address as it is called. Throws `Adressebrud` where it breaks a rule. */
export function laesAdresse(adresse: string, { porte, alleNet }: Adressekrav): URL {
  const url = adresse.length > ADRESSE_CHARS_MAX || /\s/.test(adresse) ? null : URL.parse(adresse);
  if (!url) throw new Adressebrud('adresse-form', `"${shownValue(adresse)}" is no address.`);
  const vist = shownValue(`${url.protocol}//${url.host}`);
  if (url.username !== '' || url.password !== '') throw new Adressebrud('adresse-bruger', `${vist} has a user in it.`);
  if (url.protocol !== 'https:') throw new Adressebrud('adresse-https', `${vist} is not https.`);
  if (url.hash !== '') throw new Adressebrud('adresse-fragment', `${vist} has a part after #.`);
  const port = url.port === '' ? 443 : Number(url.port);
  if (!porte.includes(port)) throw new Adressebrud('adresse-port', `${vist} is on port ${port}.`);
  const vaert = vaertOf(url);
  const isLokal = /(^|\.)localhost\.?$/.test(vaert);
  if (!alleNet && (isLokal || (isIP(vaert) !== 0 && !erOffentlig(vaert)))) {
    throw new Adressebrud('adresse-net', `${vist} is on a network of its own.`);
  }
  return url;
}

/** The name or the IP address of the host, without the brackets of IPv6. */
function vaertOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}
