/** `fkorg system add`, `list` and `certificate`: the systems that may ask for tokens. */
import { aendr } from '../../administration/aendring.ts';
import { tilstandOf } from '../../administration/model.ts';
import {
  findSystem,
  fjernCertifikat,
  laesCertifikatfil,
  opretSystem,
  tilfoejCertifikater,
} from '../../administration/systemer.ts';
import { newUuid } from '../../base/uuid.ts';
import { laesCertifikat } from '../../identity/trust/certifikat.ts';
import type { RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { withStore } from '../open.ts';

export const add: RunCommand = (context) => {
  const { settings, words, clock, terminal } = context;
  const [navn] = words;
  const filer = settings.certificates?.split(',') ?? [];
  const certifikater = filer.map((fil) => laesCertifikatfil(fil));
  const uuid = settings.uuid?.toLowerCase() ?? newUuid();
  return withStore(context, 'made', async ({ administration }) => {
    const hvem = { tidspunkt: clock(), af: settings.by };
    await aendr(administration, (tilstand) => ({
      ...opretSystem(tilstand, uuid, navn!, hvem),
      ...tilfoejCertifikater(tilstand, uuid, certifikater, hvem),
    }));
    await terminal.out(`${uuid}\n`);
    return EXIT.ok;
  });
};

export const list: RunCommand = (context) =>
  withStore(context, 'existing', async ({ administration }) => {
    for (const { uuid, navn, certifikater } of tilstandOf(await administration.hent()).systemer) {
      await context.terminal.out(`${uuid}\t${navn}\n`);
      for (const { sha256, der } of certifikater) {
        const udloeber = new Date(laesCertifikat(der).gyldigTil).toISOString().slice(0, 10);
        await context.terminal.out(`\t${sha256}\t${udloeber}\n`);
      }
    }
    return EXIT.ok;
  });

export const certificate: RunCommand = (context) => {
  const { settings, words, clock, terminal } = context;
  const [hvilket, fil] = words;
  const certifikat = laesCertifikatfil(fil!);
  return withStore(context, 'existing', async ({ administration }) => {
    const hvem = { tidspunkt: clock(), af: settings.by };
    await aendr(administration, (tilstand) => {
      const system = findSystem(tilstand, hvilket!);
      if (settings.remove) return fjernCertifikat(system, certifikat.sha256, hvem);
      return tilfoejCertifikater(tilstand, system.uuid, [certifikat], hvem);
    });
    await terminal.out(`${certifikat.sha256}\n`);
    return EXIT.ok;
  });
};
