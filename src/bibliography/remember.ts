/** Keeps the answers of a pure question about a short text: lists name the same authors and houses again and again. At most `most` answers to texts of at most `longest` characters are kept. */
export function remember<Answer>(ask: (text: string) => Answer, longest = 100, most = 5000): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text) => {
    if (text.length > longest) return ask(text);
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = ask(text);
    if (answers.size >= most) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}
