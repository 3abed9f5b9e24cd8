/**
 * The small elements that answers are made of. What comes again and again (instants, actors, roles) is remembered as it is
 * written: an answer of 500 units has some 40,000 elements.
 */
import { formatDanish } from '../../base/copenhagen.ts';
import { FRA_ALTID, type Instant, TIL_ALTID } from '../../base/instant.ts';
import type { Labels } from '../../operations/operation.ts';
import { type UnikId, uuidOf } from '../../register/model.ts';
import { escapeText } from '../../xml/write.ts';
import { PREFIKS } from './prefikser.ts';

const SD = PREFIKS.sd;

/** One place for the text between two tags, empty included. */
export function tekstElement(tag: string): (tekst: string) => string {
  const [foer, efter] = [`<${tag}>`, `</${tag}>`];
  return (tekst) => foer + escapeText(tekst) + efter;
}

/**
 * An element that is used again: its text in one piece. V8 keeps joined strings as trees and would walk the tree again
 * each time; looking at a character makes it one piece.
 */
export function fast(element: string): string {
  if (element.charCodeAt(0) !== '<'.charCodeAt(0)) throw new Error('not an element');
  return element;
}

const ender = { fra: new Map<Instant, string>(), til: new Map<Instant, string>() };
const ENDER_MAX = 20_000;

/** `FraTidspunkt` or `TilTidspunkt`, remembered: the same instants come again and again. */
export function ende(side: 'fra' | 'til', instant: Instant): string {
  const kendt = ender[side].get(instant);
  if (kendt !== undefined) return kendt;
  const tag = side === 'fra' ? `${SD}:FraTidspunkt` : `${SD}:TilTidspunkt`;
  const isAaben = instant === FRA_ALTID || instant === TIL_ALTID;
  const indhold = isAaben
    ? `<${SD}:GraenseIndikator>true</${SD}:GraenseIndikator>`
    : `<${SD}:TidsstempelDatoTid>${formatDanish(instant)}</${SD}:TidsstempelDatoTid>`;
  const skrevet = fast(`<${tag}>${indhold}</${tag}>`);
  if (ender[side].size >= ENDER_MAX) ender[side].clear();
  ender[side].set(instant, skrevet);
  return skrevet;
}

/** An element that holds a reference. Its tags are put together once: an answer has thousands of them. */
export function idElement(tag: string): (id: UnikId) => string {
  const [uuidFoer, uuidEfter] = [`<${tag}><${SD}:UUIDIdentifikator>`, `</${SD}:UUIDIdentifikator></${tag}>`];
  const [urnFoer, urnEfter] = [`<${tag}><${SD}:URNIdentifikator>`, `</${SD}:URNIdentifikator></${tag}>`];
  return (id) => ('uuid' in id ? uuidFoer + id.uuid + uuidEfter : urnFoer + escapeText(id.urn) + urnEfter);
}

const KENDTE_MAX = 2000;

/** The same for references of which there are few: they are remembered. */
export function kendtIdElement(tag: string): (id: UnikId) => string {
  const skriv = idElement(tag);
  const kendte = new Map<string, string>();
  return (id) => {
    if (!('uuid' in id)) return skriv(id);
    const kendt = kendte.get(id.uuid);
    if (kendt !== undefined) return kendt;
    const skrevet = fast(skriv(id));
    if (kendte.size >= KENDTE_MAX) kendte.clear();
    kendte.set(id.uuid, skrevet);
    return skrevet;
  };
}

/** The same for references to classes, which are followed by the Label of the class where it has one. */
export function klasseElement(tag: string): (id: UnikId, labels: Labels) => string {
  const skrivId = idElement(tag);
  const slut = `</${tag}>`;
  const skriv = (id: UnikId, label: string | undefined) =>
    label === undefined
      ? skrivId(id)
      : `${skrivId(id).slice(0, -slut.length)}<${SD}:Label>${escapeText(label)}</${SD}:Label>${slut}`;
  const kendte = new Map<string, { readonly label: string | undefined; readonly skrevet: string }>();
  return (id, labels) => {
    const uuid = uuidOf(id);
    const label = uuid === undefined ? undefined : labels.get(uuid);
    if (!('uuid' in id)) return skriv(id, label);
    const kendt = kendte.get(id.uuid);
    if (kendt && kendt.label === label) return kendt.skrevet;
    const skrevet = fast(skriv(id, label));
    if (kendte.size >= KENDTE_MAX) kendte.clear();
    kendte.set(id.uuid, { label, skrevet });
    return skrevet;
  };
}
