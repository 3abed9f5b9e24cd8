/** How much goes into one transaction: with many receivers a few messages are many rows, and others wait for the lock meanwhile. */

const LEVERINGER_MAX = 20_000;

/**
 * How many of the first messages are one transaction: as many as fit, one at least, and messages of the same change together.
 *
 * @param leveringer How many dueslag take each.
 * @param hoerSammen True where a message belongs with the one before it.
 */
export function portionOf(
  leveringer: readonly number[],
  hoerSammen: (nr: number) => boolean = () => false,
  max = LEVERINGER_MAX,
): number {
  let sum = 0;
  for (const [nr, antal] of leveringer.entries()) {
    sum += antal;
    if (sum > max && nr > 0 && !hoerSammen(nr)) return nr;
  }
  return leveringer.length;
}
