/** `fkorg pki ...`: the folder of keys and certificates of a test environment. */
import { join } from 'node:path';
import { fortegnelse } from '../../administration/pki/fortegnelse.ts';
import { opretKlient, opretPki, tilfoejSts, udfasSts } from '../../administration/pki/opret.ts';
import { FkorgError } from '../../base/error.ts';
import type { RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { pkiFolder, rammeOf } from '../pki-folder.ts';

export const init: RunCommand = async (context) => {
  const { settings, terminal } = context;
  const made = await opretPki(rammeOf(context), settings['tls-names']?.split(',') ?? []);
  const folder = pkiFolder(settings);
  await terminal.out(
    made.length === 0
      ? `Everything is in ${folder} already.\n`
      : `Made in ${folder}: ${made.join(', ')} (each .pem and .key). Keep the folder to yourself; give clients ca.pem.\n`,
  );
  return EXIT.ok;
};

export const client: RunCommand = async (context) => {
  const { settings, words, terminal } = context;
  const navn = words[0]!;
  const { cvr } = settings;
  if (cvr === undefined) throw new FkorgError('bad-setting', 'It needs --cvr. See `fkorg pki client --help`.');
  await opretKlient(rammeOf(context), { navn, cvr, kodeord: settings['client-password'] });
  const files = join(pkiFolder(settings), 'klienter', navn);
  await terminal.out(`Made: ${files}.pem, ${files}.key and ${files}.p12.\n`);
  return EXIT.ok;
};

export const list: RunCommand = async ({ settings, terminal }) => {
  for (const { fil, certifikat } of fortegnelse(pkiFolder(settings))) {
    const lastDay = new Date(certifikat.gyldigTil).toISOString().slice(0, 10);
    await terminal.out(`${[fil, lastDay, certifikat.cvr ?? '-', certifikat.sha256, certifikat.emne].join('\t')}\n`);
  }
  return EXIT.ok;
};

export const rollover: RunCommand = async (context) => {
  const made = await tilfoejSts(rammeOf(context));
  await context.terminal.out(
    `Made ${made}: published and trusted from the next start of the servers; it signs after \`fkorg pki retire\`.\n`,
  );
  return EXIT.ok;
};

export const retire: RunCommand = async (context) => {
  const { gammel, ny } = udfasSts(rammeOf(context));
  await context.terminal.out(
    `${ny} signs from the next start of the servers. The key of ${gammel} is gone; its certificate is in tillid.\n`,
  );
  return EXIT.ok;
};
