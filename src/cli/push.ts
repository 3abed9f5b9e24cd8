/** What sends messages to their receivers while a server runs, out of the settings. */
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import type { Revision } from '../access/revision.ts';
import { laesFordelerpar } from '../administration/pki/noegler.ts';
import { FkorgError } from '../base/error.ts';
import { newUuid } from '../base/uuid.ts';
import type { Fordelervalg } from '../beskedfordeler/fordeling/valg.ts';
import { cloudEvent } from '../beskedfordeler/org/cloud-event.ts';
import type { Orgvalg } from '../beskedfordeler/org/valg.ts';
import { Bud, type Forbindelse } from '../beskedfordeler/ud/forsendelse.ts';
import { type Leveringsvalg, lever } from '../beskedfordeler/ud/levering.ts';
import type { Leveringsvagt } from '../beskedfordeler/ud/tur.ts';
import { Udbringer } from '../beskedfordeler/ud/udbringer.ts';
import type { Beskeder } from '../store/beskeder/beskeder.ts';
import { adressekravOf } from './adressekrav.ts';
import type { CommandContext } from './command.ts';
import type { Log } from './log.ts';
import { caFile, pkiFolder } from './pki-folder.ts';
import type { Settings } from './settings.ts';

/** A look at whether a pause is over or another process has left something. */
const EVERY_MS = 1000;
const END_MS = 5000;

const CERTIFICATE = /-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs;

/** The certificates of a file. Node passes over those that it cannot read, so that nobody would know why no receiver is trusted. */
function readCa(fil: string): readonly string[] {
  try {
    const found = readFileSync(fil, 'utf8').match(CERTIFICATE) ?? [];
    if (found.length === 0) throw new Error('there is no certificate in PEM in it');
    for (const certificate of found) new X509Certificate(certificate);
    return found;
  } catch (cause) {
    throw new FkorgError('bad-setting', `--push-ca: ${fil} cannot be used: ${(cause as Error).message}`, { cause });
  }
}

/** Who may have issued the certificates of receivers. */
function caOf(settings: Settings): readonly string[] {
  return settings['push-ca'].split(',').flatMap((kilde) => {
    if (kilde === 'public') return rootCertificates;
    if (kilde !== 'pki') return readCa(kilde);
    // A folder of keys from elsewhere has none.
    return existsSync(caFile(settings)) ? readCa(caFile(settings)) : [];
  });
}

/** How receivers are reached. Throws `bad-setting` where keys or settings are of no use. */
export function forbindelseOf({ settings, clock }: CommandContext): Forbindelse {
  const certifikat = laesFordelerpar(pkiFolder(settings), clock());
  return {
    ...(certifikat && { certifikat }),
    ca: caOf(settings),
    alleNet: adressekravOf(settings).alleNet,
    timeoutMs: settings['push-timeout-ms'],
    svarBytesMax: settings['push-answer-bytes-max'],
  };
}

export interface Pushvalg {
  readonly beskeder: Beskeder;
  readonly aftaler: Fordelervalg['aftaler'];
  readonly orgvalg: Orgvalg;
  readonly log: Log;
  readonly vagt: Leveringsvagt;
  readonly revision?: Revision;
}

export interface Push {
  /** There may be something to send; the first time, it begins to look. */
  vaek(): void;
  stop(): Promise<void>;
}

/** Throws as `forbindelseOf`. */
export function pushOf(context: CommandContext, valg: Pushvalg): Push {
  const { settings, clock } = context;
  const { beskeder, aftaler, orgvalg, log, vagt, revision } = valg;
  const forbindelse = forbindelseOf(context);
  const bud = new Bud(forbindelse);
  const leveringsvalg: Leveringsvalg = {
    bud,
    aftaler,
    harCertifikat: forbindelse.certifikat !== undefined,
    krav: adressekravOf(settings),
    fordelingssystem: orgvalg.anvendersystem,
    cloudEvent: (besked) => cloudEvent(besked, orgvalg),
    clock,
  };
  const udbringer = new Udbringer({
    beskeder,
    proces: newUuid(),
    lever: (...given) => lever(leveringsvalg, ...given),
    pauser: { foersteMs: settings['push-pause-ms'], laengsteMs: settings['push-pause-max-ms'] },
    forsoegMax: settings['push-tries'],
    clock,
    log,
    vagt,
    ...(revision && { revision }),
    samtidige: settings['push-concurrency'],
    everyMs: EVERY_MS,
    slutMs: END_MS,
  });
  return {
    vaek: () => udbringer.vaek(),
    async stop() {
      await udbringer.luk();
      bud.luk();
    },
  };
}
