/** The settings of keys, certificates and TLS. */
import { FAELLES_DATA } from '../access/rettigheder.ts';
import { type CommandName, KLIENT_COMMAND_NAMES } from './command.ts';
import type { Row } from './settings-table.ts';

const PKI: readonly CommandName[] = ['pki init', 'pki client', 'pki list', 'pki rollover', 'pki retire'];
const MAKES: readonly CommandName[] = ['pki init', 'pki client', 'pki rollover', 'serve'];

export const SECURITY_ROWS = {
  secure: {
    kind: { art: 'switch' },
    standard: false,
    commands: ['serve'],
    help:
      'A secure environment to try clients on, in one step: keys, certificates and a demo client are made in the folder ' +
      'of keys where they are missing, TLS is turned on, and what clients need is printed.',
  },
  pki: {
    kind: { art: 'text', form: 'a folder', pattern: /\S/ },
    commands: [...PKI, 'serve', ...KLIENT_COMMAND_NAMES],
    help: 'Folder of keys and certificates, as `fkorg pki init` makes it; without it, the folder pki in the data folder.',
  },
  tls: {
    kind: { art: 'choice', choices: ['on', 'off'] },
    standard: 'off',
    commands: ['serve'],
    help:
      'on: answers over HTTPS alone (TLS 1.2 and newer), with tls.pem and tls.key of the folder of keys. A client ' +
      'certificate is asked for and not demanded. off: plain HTTP, for a proxy that does TLS.',
  },
  'tls-names': {
    kind: {
      art: 'text',
      form: 'names of hosts and IP addresses, parted by commas',
      pattern: /^[A-Za-z0-9.:-]{1,253}(,[A-Za-z0-9.:-]{1,253}){0,99}$/,
    },
    commands: ['pki init', 'serve'],
    help: 'What else clients call this machine than localhost, 127.0.0.1 and ::1, for a TLS certificate that is made.',
  },
  bits: {
    kind: { art: 'choice', choices: ['2048', '3072', '4096'] },
    standard: '2048',
    commands: MAKES,
    help: 'Bits of the RSA keys that are made. OCES3 has 3072; a shorter one signs in a third of the time.',
  },
  'client-password': {
    kind: { art: 'text', form: '6 to 64 letters, digits and signs', pattern: /^[!-~]{6,64}$/ },
    standard: 'fkorg-test',
    commands: ['pki client', 'serve'],
    help: 'Opens the .p12 of a client that is made. The same key lies beside it in PEM without a password.',
  },
  sts: {
    kind: { art: 'choice', choices: ['on', 'off'] },
    standard: 'on',
    commands: ['serve'],
    help:
      'on: tokens are issued here, below /runtime, to systems with an approved agreement; not with open access. off: they ' +
      'come from elsewhere (--trusted-issuers).',
  },
  'role-host': {
    kind: { art: 'text', form: 'the name of a host', pattern: /^[A-Za-z0-9.-]{1,253}$/ },
    standard: 'organisation.stoettesystemerne.dk',
    commands: ['serve'],
    help: 'Host in the URIs of roles and data restrictions in tokens that are issued here; in tokens that are read any will do.',
  },
  'sts-issuer': {
    kind: { art: 'text', form: 'an address without a slash at its end', pattern: /^https?:\/\/[^\s?#]+[^\s?#/]$/ },
    commands: ['serve'],
    help:
      'What our token service calls itself in tokens (Issuer; in a JWT with a slash after it). Without it, the address ' +
      'that clients reach the server at (--public-url), and /runtime.',
  },
  'trusted-issuers': {
    kind: {
      art: 'text',
      form: 'addresses without a slash at the end, parted by commas',
      pattern: /^[^\s,]+[^\s,/](,[^\s,]+[^\s,/])*$/,
    },
    commands: ['serve'],
    help:
      'What further token services call themselves whose tokens are taken; their certificates lie in tillid/ of the folder ' +
      'of keys. Tokens of others are refused, and so are those that no certificate there has signed.',
  },
  'client-certificate': {
    kind: { art: 'choice', choices: ['match', 'demand', 'ignore'] },
    standard: 'match',
    commands: ['serve'],
    help:
      'What a client certificate of the TLS connection is worth. match: where one is shown, it must be that of the token. ' +
      'demand: the same, and a JWT counts only where one is shown. ignore: it is not looked at (for a proxy ' +
      'that shows its own); the token service then issues over SOAP alone.',
  },
  'faelles-data': {
    kind: { art: 'choice', choices: FAELLES_DATA },
    standard: '2018',
    commands: ['serve'],
    help:
      'Who sees the common data, which KOMBIT owns, when callers have roles. 2018: with a role in them, from an agreement ' +
      'with videregivelse; open: with any role. With open access everybody does.',
  },
} as const satisfies Record<string, Row>;
