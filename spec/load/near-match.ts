/** The candidate that a misspelt name most likely means, if one is near enough. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length * 0.4)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** ` Did you mean "x"?`, or the known names if none is near and they are few. */
export function suggestion(name: string, candidates: Iterable<string>): string {
  const known = [...candidates];
  const near = nearest(name, known);
  if (near !== undefined) return ` Did you mean "${near}"?`;
  return known.length > 0 && known.length <= 20 ? ` Known: ${known.join(', ')}.` : '';
}

/** Edits of one letter: added, left out, replaced, or swapped with its neighbour. */
function editDistance(left: string, right: string): number {
  let beforePrevious: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const edits = [
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
      ];
      if (isSwapped && row > 1 && column > 1) edits.push((beforePrevious[column - 2] ?? 0) + 1);
      current.push(Math.min(...edits));
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length] ?? 0;
}
