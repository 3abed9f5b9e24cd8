/** Which common facets others than KOMBIT may add classes of their own to (docs/decisions/0042): all, or those with these UUIDs. */
export type Facetudvidelser = 'alle' | ReadonlySet<string>;

export function isAaben(udvidelser: Facetudvidelser, facet: string): boolean {
  return udvidelser === 'alle' || udvidelser.has(facet);
}

/** From the text of the setting: `alle`, `ingen`, or UUIDs parted by commas. */
export function facetudvidelserOf(tekst: string): Facetudvidelser {
  if (tekst === 'alle') return 'alle';
  return new Set(tekst === 'ingen' ? [] : tekst.toLowerCase().split(','));
}
