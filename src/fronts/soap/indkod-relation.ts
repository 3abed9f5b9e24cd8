/**
 * From a period and from an entry of a relation to XML (spec sf1500 §1.4). What a version has no element for is not
 * written: Mapninger have their Rolle, Type and Indeks from version 7 on alone.
 */
import { isUuid } from '../../base/uuid.ts';
import type { Labels } from '../../operations/operation.ts';
import { type Relation, uuidOf, type Virkning } from '../../register/model.ts';
import type { Fra7, RelationElement } from '../../standard/relationer.ts';
import type { Version } from '../../standard/versioner.ts';
import { ende, fast, idElement, kendtIdElement, klasseElement, tekstElement } from './elementer.ts';
import { PREFIKS } from './prefikser.ts';

const SD = PREFIKS.sd;

const note = tekstElement(`${SD}:NoteTekst`);
const aktoerRef = kendtIdElement(`${SD}:AktoerRef`);
const referenceId = idElement(`${SD}:ReferenceID`);
const klassereference = klasseElement(`${SD}:ReferenceID`);
const rolle = klasseElement(`${SD}:Rolle`);
const relationstype = klasseElement(`${SD}:Type`);
const indeksElement = tekstElement(`${SD}:Indeks`);

function skrivVirkning(periode: Virkning): string {
  let ud = `<${SD}:Virkning>${ende('fra', periode.fra)}${ende('til', periode.til)}`;
  if (periode.aktoerRef) ud += aktoerRef(periode.aktoerRef);
  if (periode.aktoerTypeKode) ud += `<${SD}:AktoerTypeKode>${periode.aktoerTypeKode}</${SD}:AktoerTypeKode>`;
  if (periode.noteTekst !== undefined) ud += note(periode.noteTekst);
  return `${ud}</${SD}:Virkning>`;
}

let sidste: { readonly periode: Virkning; readonly skrevet: string } | undefined;

/** A period; the entries of a registration share one, so the last one is remembered. */
export function virkning(periode: Virkning): string {
  if (sidste?.periode !== periode) sidste = { periode, skrevet: fast(skrivVirkning(periode)) };
  return sidste.skrevet;
}

type Skriver = (post: Relation, labels: Labels) => string;

/** Rolle, Type and Indeks of a relation that has had them in every version. */
function rolledele(post: Relation, labels: Labels): string {
  let ud = '';
  if (post.rolle) ud += rolle(post.rolle, labels);
  if (post.type) ud += relationstype(post.type, labels);
  if (post.indeks !== undefined) ud += indeksElement(post.indeks);
  return ud;
}

/** The same of one that has got them: all three must be there, and have room for UUIDs alone. */
function rolledeleFra7({ rolle: udenRolle, type: udenType }: Fra7): Skriver {
  return (post, labels) => {
    const indeks = post.indeks !== undefined && isUuid(post.indeks) ? post.indeks : undefined;
    return (
      rolle({ uuid: (post.rolle && uuidOf(post.rolle)) ?? udenRolle }, labels) +
      relationstype({ uuid: (post.type && uuidOf(post.type)) ?? udenType }, labels) +
      (indeks === undefined
        ? `<${SD}:Indeks></${SD}:Indeks>`
        : `<${SD}:Indeks><${SD}:UUIDIdentifikator>${indeks}</${SD}:UUIDIdentifikator></${SD}:Indeks>`)
    );
  };
}

const ingenRolle = () => '';

/** Writes the entries of a relation as it stands in a version. */
export function relationSkriver(
  { navn, maal, isDynamisk, fra7 }: RelationElement,
  { hasReferenceLabel }: Version,
): Skriver {
  const [foer, efter] = [`<${SD}:${navn}>`, `</${SD}:${navn}>`];
  const roller = !isDynamisk ? ingenRolle : fra7 ? rolledeleFra7(fra7) : rolledele;
  const skrivReference = hasReferenceLabel && maal === 'Klasse' ? klassereference : referenceId;
  return (post, labels) => {
    const reference = post.reference ? skrivReference(post.reference, labels) : '';
    return foer + virkning(post.virkning) + reference + roller(post, labels) + efter;
  };
}
