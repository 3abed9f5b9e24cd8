/** Reading JSON whose names come in any case, as clients in production write them (spec security §5.1). */
import { Stsfejl } from './stsfejl.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

export function afvisJson(tekst: string): never {
  throw new Stsfejl('BadRequest', tekst);
}

/** Reads a body. Throws Stsfejl where it is no JSON. */
export function laesJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(body));
  } catch {
    return afvisJson('Beskeden er ikke JSON i UTF-8');
  }
}

/** The value at a path of names, in any case; undefined where there is none or it is null. Throws where two names are alike. */
export function felt(vaerdi: unknown, ...sti: readonly string[]): unknown {
  let her = vaerdi;
  for (const navn of sti) {
    if (typeof her !== 'object' || her === null) return undefined;
    const fundne = Object.entries(her).filter(([kendt]) => kendt.toLowerCase() === navn.toLowerCase());
    if (fundne.length > 1) afvisJson(`${navn} står flere gange`);
    her = fundne[0]?.[1];
  }
  return her ?? undefined;
}

/** The text at a path; undefined where there is none. Throws Stsfejl where something else stands there. */
export function tekst(vaerdi: unknown, ...sti: readonly string[]): string | undefined {
  const fundet = felt(vaerdi, ...sti);
  if (fundet === undefined || typeof fundet === 'string') return fundet;
  return afvisJson(`${sti.join('.')} skal være en tekst`);
}
