/** A dueslag as the command line finds and shows it; its key is never shown. */
import { FkorgError } from '../base/error.ts';
import { isUuid } from '../base/uuid.ts';
import type { Beskeder } from '../store/beskeder/beskeder.ts';
import type { Abonnement, Dueslag } from '../store/beskeder/dueslag.ts';

const DAY_MS = 86_400_000;

/** By UUID or name. Throws `bad-setting` where there is none, or several of one name. */
export async function findDueslag(beskeder: Beskeder, hvilket: string): Promise<Dueslag> {
  const alle = await beskeder.dueslag();
  const fundne = alle.filter(({ uuid, navn }) => (isUuid(hvilket) ? uuid === hvilket.toLowerCase() : navn === hvilket));
  if (fundne.length === 1) return fundne[0]!;
  const hvad = fundne.length === 0 ? `There is no dueslag "${hvilket}"` : `Several dueslag are called "${hvilket}"`;
  throw new FkorgError('bad-setting', `${hvad}: see \`fkorg besked dueslag list\`.`);
}

/** One line, parted by tabs. */
export function dueslagLinje({
  uuid,
  navn,
  tilstand,
  maade,
  systemUuid,
  cvr,
  beskeder,
  bytes,
  grund,
}: Dueslag): string {
  return `${[uuid, tilstand, maade, systemUuid ?? cvr, beskeder, bytes, navn, grund ?? ''].join('\t')}\n`;
}

/** All that is said of it, a line each, and its subscriptions. */
export function dueslagLinjer(dueslag: Dueslag): readonly string[] {
  const { beskeder, bytes, beskederMax, bytesMax, alderMaxMs, adresse, naesteForsoeg } = dueslag;
  const dele: [navn: string, vaerdi: string | undefined][] = [
    ['since', tid(dueslag.siden)],
    [
      'waiting',
      `${beskeder} of ${beskederMax} messages, ${bytes} of ${bytesMax} bytes, for at most ${alderMaxMs / DAY_MS} days`,
    ],
    ['address', adresse],
    ['next attempt', naesteForsoeg === undefined ? undefined : tid(naesteForsoeg)],
  ];
  return [
    dueslagLinje(dueslag),
    ...dele.flatMap(([navn, vaerdi]) => (vaerdi === undefined ? [] : [`\t${navn}\t${vaerdi}\n`])),
    ...dueslag.abonnementer.map((abonnement) => `\tsubscription\t${abonnementLinje(abonnement)}`),
  ];
}

export function abonnementLinje({ uuid, navn, udtryk }: Abonnement): string {
  return `${[uuid, navn, udtryk.replace(/\s+/g, ' ')].join('\t')}\n`;
}

function tid(instant: number): string {
  return new Date(instant).toISOString();
}
