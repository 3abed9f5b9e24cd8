/** Finds the word that somebody most likely meant to type. */

/**
 * The candidate with the fewest typing mistakes (a letter missing, added, wrong, or two swapped) from `word`; undefined
 * where even that one is more than a third of its letters away. Letter case does not count.
 */
export function nearMiss(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const mistakes = typingMistakes(word.toLowerCase(), candidate.toLowerCase());
    if (mistakes < fewest) [best, fewest] = [candidate, mistakes];
  }
  return best !== undefined && fewest <= Math.max(1, Math.ceil(best.length / 3)) ? best : undefined;
}

/** The optimal string alignment distance between two words. */
function typingMistakes(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let mistakes = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1));
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) mistakes = Math.min(mistakes, beforeLast[j - 2]! + 1);
      row.push(mistakes);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

/** ` Do you mean …?` for the end of an error message, or nothing. */
export function suggestion(word: string, candidates: readonly string[], prefix = ''): string {
  const meant = nearMiss(word, candidates);
  return meant === undefined ? '' : ` Do you mean ${prefix}${meant}?`;
}
