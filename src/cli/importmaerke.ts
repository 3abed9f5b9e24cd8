/** The mark that an import leaves in the store after each parcel, so that the same run of the same file can go on there. */
import { createHash } from 'node:crypto';
import type { Fremdrift } from '../exchange/indlaesning.ts';
import { IMPORT_MAERKER } from '../store/kopi/skaer.ts';
import type { Store } from '../store/store.ts';
import type { CommandContext } from './command.ts';
import type { Importfil } from './importfil.ts';

export interface Importmaerke extends Fremdrift {
  /** Bytes of the report that belong to what is done. */
  readonly rapportBytes: number;
}

/** The name of the mark: of the file's content, and of every setting that changes what becomes of it. */
export function maerkeNavn({ settings }: CommandContext, { fil, format }: Importfil): string {
  const { ejer, virkning, report } = settings;
  const noegle = JSON.stringify([fil.sha256, format, ejer, virkning, settings['end-missing'], report]);
  return `${IMPORT_MAERKER}${createHash('sha256').update(noegle).digest('hex')}`;
}

export async function laesMaerke(store: Store, navn: string): Promise<Importmaerke | undefined> {
  const tekst = await store.maerke(navn);
  return tekst === undefined ? undefined : (JSON.parse(tekst) as Importmaerke);
}
