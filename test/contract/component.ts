/** A named piece of a contract in canonical form, and how two sets of them are compared. */

/** One property: a value, or a list in which the order has meaning. */
export type Property = string | readonly string[];

export interface Component {
  readonly key: string;
  readonly properties: ReadonlyMap<string, Property>;
  /** The keys of the components that it refers to. */
  readonly refersTo: readonly string[];
}

export type Components = ReadonlyMap<string, Component>;

/** A difference between two contracts, `undefined` where one of them has no such thing. */
export interface Difference {
  readonly key: string;
  readonly property: string;
  readonly expected: string | undefined;
  readonly actual: string | undefined;
}

/** Everything that the roots lead to, the roots included. Throws where a root or a reference leads to nothing. */
export function reachable(components: Components, roots: Iterable<string>): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...roots];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (seen.has(key)) continue;
    const component = components.get(key);
    if (!component) throw new Error(`nothing is declared as ${key}`);
    seen.add(key);
    waiting.push(...component.refersTo);
  }
  return seen;
}

const asList = (value: Property | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** The places where two values differ, each as `place: value`; for a plain value just the value. */
function describe(value: Property | undefined, other: Property | undefined): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  const others = asList(other);
  const places = Math.max(value.length, others.length);
  const differing = Array.from({ length: places }, (_, place) => place).filter(
    (place) => value[place] !== others[place],
  );
  return differing.map((place) => `${place + 1}: ${value[place] ?? '(nothing)'}`).join('; ');
}

function isSame(a: Property | undefined, b: Property | undefined): boolean {
  return typeof a === typeof b && asList(a).join('\n') === asList(b).join('\n');
}

/** The differences between the components of these keys. */
export function differences(expected: Components, actual: Components, keys: Iterable<string>): Difference[] {
  return [...keys].flatMap((key) => {
    const ours = actual.get(key);
    const theirs = expected.get(key);
    if (!ours || !theirs) {
      const word = (component: Component | undefined) => component && 'declared';
      return [{ key, property: 'declaration', expected: word(theirs), actual: word(ours) }];
    }
    const properties = new Set([...theirs.properties.keys(), ...ours.properties.keys()]);
    return [...properties].flatMap((property) => {
      const a = theirs.properties.get(property);
      const b = ours.properties.get(property);
      return isSame(a, b) ? [] : [{ key, property, expected: describe(a, b), actual: describe(b, a) }];
    });
  });
}

/** Differences as lines for a reader. */
export function report(found: readonly Difference[]): string {
  return found
    .map(({ key, property, expected, actual }) =>
      [`${key}, ${property}:`, `  expected ${expected ?? '(nothing)'}`, `  found    ${actual ?? '(nothing)'}`].join(
        '\n',
      ),
    )
    .join('\n');
}
