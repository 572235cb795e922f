/**
 * Edits between two texts: letters put in, left out, replaced, or two neighbours swapped (Damerau–Levenshtein, optimal string
 * alignment). Null when it takes more than `most`. Linear in the length of the texts: only the band of `most` around the diagonal is looked at.
 */
export function editDistance(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null;
  const far = most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => (j <= most ? j : far));
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - most), to = Math.min(b.length, i + most);
    const row = Array.from<number>({ length: b.length + 1 }).fill(far);
    if (i <= most) row[0] = i;
    let least = row[0] ?? far;
    for (let j = from; j <= to; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((last[j] ?? far) + 1, (row[j - 1] ?? far) + 1, (last[j - 1] ?? far) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) cost = Math.min(cost, (before[j - 2] ?? far) + 1);
      row[j] = Math.min(cost, far);
      least = Math.min(least, cost);
    }
    if (least > most) return null;
    before = last;
    last = row;
  }
  const distance = last[b.length] ?? far;
  return distance > most ? null : distance;
}
