/** At least the first `length` bytes of a stream, or all there are; and all of it. */
export async function startOf(stream: AsyncIterable<Uint8Array>, length: number): Promise<{ head: Buffer; chunks: AsyncIterable<Uint8Array> }> {
  const source = stream[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  for (let read = 0; read < length;) {
    const next = await source.next();
    if (next.done) break;
    parts.push(next.value);
    read += next.value.length;
  }
  const head = Buffer.concat(parts);
  return {
    head,
    chunks: (async function* all() {
      yield head;
      yield* { [Symbol.asyncIterator]: () => source };
    })(),
  };
}
