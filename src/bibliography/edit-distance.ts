/**
 * Edits between two texts: letters put in, left out, replaced, or two neighbours swapped (Damerau–Levenshtein, optimal string
 * alignment). Null when it takes more than `most`. Linear in the length of the texts: only the band of `most` around the diagonal is looked at, between where both begin and end alike.
 */
export function editDistance(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null;
  let start = 0, aEnd = a.length, bEnd = b.length;
  while (start < aEnd && start < bEnd && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  while (aEnd > start && bEnd > start && a.charCodeAt(aEnd - 1) === b.charCodeAt(bEnd - 1)) { aEnd--; bEnd--; }
  const height = aEnd - start, width = bEnd - start, far = most + 1;
  let [before, last, row] = [0, 1, 2].map(() => new Array<number>(width + 2).fill(far)) as [number[], number[], number[]];
  for (let j = 0; j <= Math.min(width, most); j++) last[j] = j;
  for (let i = 1; i <= height; i++) {
    const from = Math.max(1, i - most), to = Math.min(width, i + most);
    const letter = a.charCodeAt(start + i - 1), letterBefore = a.charCodeAt(start + i - 2);
    let left = from === 1 ? Math.min(i, far) : far;
    row[from - 1] = left;
    let least = left;
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(start + j - 1);
      let cost = Math.min(last[j] ?? far, left) + 1;
      cost = Math.min(cost, (last[j - 1] ?? far) + (letter === other ? 0 : 1));
      if (i > 1 && j > 1 && letter === b.charCodeAt(start + j - 2) && letterBefore === other) cost = Math.min(cost, (before[j - 2] ?? far) + 1);
      left = Math.min(cost, far);
      row[j] = left;
      least = Math.min(least, left);
    }
    row[to + 1] = far;
    if (least > most) return null;
    [before, last, row] = [last, row, before];
  }
  const distance = last[width] ?? far;
  return distance > most ? null : distance;
}
