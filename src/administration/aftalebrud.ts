/** The rules of systems and agreements, and the refusal that names one (docs/decisions/0037-administration.md). */
import { FkorgError } from '../base/error.ts';

/** Each rule in one sentence, which every refusal ends with. */
const AFTALEREGLER = {
  'system-ukendt': 'An agreement is for a system that is registered here: `fkorg system add`.',
  'system-uuid': 'A system has a UUID.',
  'system-findes': 'A system is registered once.',
  'system-flertydigt': 'Where two systems have one name, say the UUID of the one that is meant.',
  'navn-form': 'A name is 1 to 200 characters without line breaks.',
  'begrundelse-form': 'A reason is 1 to 2000 characters; the authority reads it before it decides.',
  'certifikat-ulaeseligt':
    'A certificate is one X.509 certificate with an RSA key of 2048 bits or more, as PEM or DER.',
  'certifikat-optaget': 'A certificate belongs to one system at a time: by it the token service knows who asks.',
  'certifikat-ukendt': 'Only a certificate that the system has can be taken from it.',
  'certifikater-antal': 'A system has at most 20 certificates at a time.',
  'myndighed-form': 'An authority is named by its CVR, 8 digits.',
  'myndighed-ukendt': 'An authority of an agreement is one that the register knows: `fkorg myndighed opret`.',
  'dataejer-egen': "The agreement's own authority always is owner of its own data; only others are named as owners.",
  'dataejer-antal': 'An agreement hands over data of at most 200 authorities, each named once.',
  'service-ukendt': 'An agreement is about services that fkorg has.',
  'service-gentaget': 'An agreement names each service once, and at least one.',
  'rolle-ukendt': 'Each service has its own roles, and an agreement gives at least one of them, each named once.',
  'rolle-videregivelse':
    'Data of others are handed over to be read, never to be changed, so with videregivelse it needs the role udstil.',
  'dataafgraensning-ukendt': 'Each service has its own data restrictions, which go with certain of its roles.',
  'dataafgraensning-vaerdi': 'A data restriction takes at least one value, at most 100, of its own form.',
  'dataafgraensning-kraevet':
    'An agreement to receive messages says which Beskedtyper and which Sikkerhedsklassificeringer it lets through; * is all.',
  'dataafgraensning-miljoe': 'fysiskslet deletes for good and exists in the environment test alone.',
  'aftale-ukendt': 'A decision is about an agreement that is here: `fkorg agreement list`.',
  'aftale-findes':
    'A system has one agreement for an authority in an environment: copy the approved one to change it, or end it first.',
  'aftale-afgjort': 'An agreement that has been approved, rejected or ended is never changed: copy it, or end it.',
  'aftale-ikke-kopi':
    'What was approved, rejected or ended can be copied; a request is approved, rejected or ended first.',
  'fil-yaml': 'A file of agreements is YAML 1.2 of at most 1 MiB, without anchors, aliases and tags.',
  'fil-noegle':
    'A file of agreements has the keys of docs/guides/aftaler.md and no others, so that no word is passed over.',
  'fil-form': 'Each key takes what docs/guides/aftaler.md says: a text, a list or a mapping.',
  'fil-antal':
    'A file of agreements has at most 1000 systems, 1000 agreements, each authority of one counted, and 1000 dueslag.',
  'fil-dueslag': 'A dueslag of a file is one that `fkorg besked dueslag opret` would make, and so is a subscription.',
  'fil-gentaget': 'A file of agreements names each system once, and each system with each authority once.',
  'part-ukendt':
    'The owners of the data decide on an agreement, and with videregivelse also the authority that receives.',
  'part-afgjort': 'Each decides once, as owner of data and as receiver of data.',
} as const;
export type Aftaleregel = keyof typeof AFTALEREGLER;

/** Where in a description of agreements the breach is: names of keys, numbers of entries. */
export type Sted = readonly (string | number)[];

export class Aftalebrud extends FkorgError {
  readonly regel: Aftaleregel;
  readonly sted: Sted;

  constructor(regel: Aftaleregel, tekst: string, sted: Sted = []) {
    super('bad-setting', `${tekst} Rule ${regel}: ${AFTALEREGLER[regel]}`);
    this.name = 'Aftalebrud';
    this.regel = regel;
    this.sted = sted;
  }
}
