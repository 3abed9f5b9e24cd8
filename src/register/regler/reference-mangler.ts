/** A relation points at something; it is ended by its TilTidspunkt, not by an empty ReferenceID (spec sf1500 §2.3). */
import type { Regeltjek } from './regel.ts';

export const referenceMangler: Regeltjek = ({ sendt }) =>
  [...sendt.relationer.values()].flat().flatMap(({ sted, post }) =>
    post.reference === undefined
      ? {
          regel: 'reference-mangler' as const,
          sted: `${sted}/ReferenceID`,
          forventet: 'UUIDIdentifikator eller URNIdentifikator (en relation ophører ved sit TilTidspunkt)',
        }
      : [],
  );
