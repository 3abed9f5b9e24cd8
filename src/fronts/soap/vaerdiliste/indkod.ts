/**
 * From an outcome to the body element of the answer. Everything is written in canonical form with the prefixes declared on the
 * root, so that it can be signed as it stands. `laes` gives the Registrering, which alone says how the list stands; `list` pictures,
 * which alone say which list they are of.
 */
import type { Listebillede, Listeudfald, Listevirkning } from '../../../register/vaerdilistekald.ts';
import { BESKED_NS } from '../../../standard/besked-namespaces.ts';
import { brudTekst } from '../../../standard/brud-tekst.ts';
import { STATUS } from '../../../standard/koder.ts';
import { NS } from '../../../standard/namespaces.ts';
import type { Listeoperation, Listeverbum } from '../../../standard/vaerdiliste-tjeneste.ts';
import { ende, idElement, tekstElement } from '../elementer.ts';
import { PREFIKS } from '../prefikser.ts';

const SD = PREFIKS.sd;
const VL = 'vl';

/** The namespaces of answers by prefix, in the order of canonical form. */
const ERKLAERINGER: readonly (readonly [prefiks: string, ns: string])[] = [
  ['bf', BESKED_NS.beskedfordeler],
  [SD, NS.sd],
  [VL, BESKED_NS.vaerdiliste],
];

export const listeprefikser: readonly string[] = ERKLAERINGER.map(([prefiks]) => prefiks);
const XMLNS = ERKLAERINGER.map(([prefiks, ns]) => ` xmlns:${prefiks}="${ns}"`).join('');

const tekst = {
  status: tekstElement(`${SD}:StatusKode`),
  fejl: tekstElement(`${SD}:FejlbeskedTekst`),
  uuid: tekstElement(`${SD}:UUIDIdentifikator`),
  kode: tekstElement(`${SD}:LivscyklusKode`),
  noegle: tekstElement(`${SD}:BrugervendtNoegleTekst`),
  note: tekstElement(`${SD}:NoteTekst`),
  aktoertype: tekstElement(`${SD}:AktoerTypeKode`),
  navn: tekstElement(`${VL}:Navn`),
  vaerdi: tekstElement(`${VL}:Vaerdi`),
};
const aktoerRef = idElement(`${SD}:AktoerRef`);
const brugerRef = idElement(`${SD}:BrugerRef`);

function virkning({ fra, til, noteTekst, ...hvem }: Listevirkning): string {
  return (
    `<${SD}:Virkning>${fra === undefined ? '' : ende('fra', fra)}${til === undefined ? '' : ende('til', til)}` +
    `${aktoerRef(hvem.aktoerRef)}${tekst.aktoertype(hvem.aktoerTypeKode)}` +
    `${noteTekst === undefined ? '' : tekst.note(noteTekst)}</${SD}:Virkning>`
  );
}

function lister(billede: Listebillede): readonly string[] {
  const { navn, noegle, vaerdier } = billede;
  return [
    `<${VL}:AttributListe><${VL}:Egenskab>${noegle === undefined ? '' : tekst.noegle(noegle)}`,
    `<${VL}:Vaerdiliste>${tekst.navn(navn)}`,
    ...vaerdier.map(tekst.vaerdi),
    `</${VL}:Vaerdiliste>${virkning(billede.virkning)}</${VL}:Egenskab></${VL}:AttributListe>`,
    `<${VL}:TilstandListe></${VL}:TilstandListe><${VL}:RelationListe></${VL}:RelationListe>`,
  ];
}

function registrering(billede: Listebillede): readonly string[] {
  return [
    `<${VL}:Registrering>${ende('fra', billede.fra)}${tekst.kode(billede.kode)}`,
    billede.brugerRef ? brugerRef(billede.brugerRef) : '',
    ...lister(billede),
    `</${VL}:Registrering>`,
  ];
}

function vaerdiliste(billede: Listebillede): readonly string[] {
  return [`<${VL}:Vaerdiliste>${tekst.uuid(billede.uuid)}`, ...registrering(billede), `</${VL}:Vaerdiliste>`];
}

function laesResultat(indhold: readonly string[]): readonly string[] {
  return [`<${VL}:LaesResultat>`, ...indhold, `</${VL}:LaesResultat>`];
}

function oejebliksbillede(billede: Listebillede): readonly string[] {
  const tag = `${VL}:FiltreretOejebliksbillede`;
  return laesResultat([`<${tag}>${tekst.uuid(billede.uuid)}`, ...lister(billede), `</${tag}>`]);
}

const INDHOLD: Readonly<Partial<Record<Listeverbum, (billede: Listebillede) => readonly string[]>>> = {
  opret: vaerdiliste,
  import: registrering,
  ret: registrering,
  passiver: registrering,
  slet: registrering,
  laes: (billede) => laesResultat(registrering(billede)),
  list: oejebliksbillede,
};

/** The body element of the answer, as XML text in pieces. */
export function indkodListesvar(udfald: Listeudfald, { verbum, output }: Listeoperation): readonly string[] {
  const [prefiks] = ERKLAERINGER.find(([, ns]) => ns === output.ns)!;
  const tag = `${prefiks}:${output.navn}`;
  const fejl = udfald.status === STATUS.ok ? 'OK' : brudTekst(udfald.brud);
  return [
    `<${tag}${XMLNS}>`,
    `<${SD}:StandardRetur>${tekst.status(String(udfald.status))}${tekst.fejl(fejl)}</${SD}:StandardRetur>`,
    ...(udfald.lister ?? []).flatMap((billede) => INDHOLD[verbum]?.(billede) ?? []),
    verbum === 'soeg' ? `<${SD}:IdListe>${(udfald.uuids ?? []).map(tekst.uuid).join('')}</${SD}:IdListe>` : '',
    `</${tag}>`,
  ];
}
