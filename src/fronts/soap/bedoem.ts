/**
 * Whether a request fits the request schema, and if not, why in words that help: libxml2 is the judge, our own walk over
 * the same components explains (spec sf1500 §3.1: the bare 40 is what users complain of most).
 */
import type { Brud } from '../../base/brud.ts';
import { findAnmodningselement } from '../../standard/anmodninger.ts';
import { forklar } from '../../standard/forklaring.ts';
import type { RegelId } from '../../standard/regler.ts';
import type { XmlElement } from '../../xml/parse.ts';
import type { XmlSkema } from '../../xml/skema.ts';

/** No breach where the message fits. `bytes` is the whole message, `indhold` the element in its body. */
export function bedoem(skema: XmlSkema, bytes: Uint8Array, indhold: XmlElement): readonly Brud<RegelId>[] {
  const dom = skema.validate(bytes);
  if (dom === undefined) return [];
  const erklaering = findAnmodningselement(indhold.ns, indhold.navn);
  const brud = erklaering ? forklar(indhold, erklaering) : [];
  return brud.length > 0 ? brud : [{ regel: 'skema-brudt', sted: indhold.navn, forventet: dom }];
}
