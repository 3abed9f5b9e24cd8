/** How an object is named in a line of a check: no personal data, only keys. `t` is the row. */
export const NOEGLE = `lpad(t.ejer::text, 8, '0') || ' type ' || t.objekttype || ' ' || t.uuid`;
