/** What waits, by who waits: each client's in the order it came, and the clients in turn, so that one does not wait behind the many of another. */
export class FairQueue<Client, Piece> {
  /** Whose turn it is comes first. */
  private readonly waiting = new Map<Client, Piece[]>();

  add(client: Client, piece: Piece): void {
    const pieces = this.waiting.get(client);
    if (pieces) pieces.push(piece);
    else this.waiting.set(client, [piece]);
  }

  /** Takes out what is next, of those clients that may have it; undefined when there is nothing. */
  next(may: (client: Client) => boolean = () => true): Piece | undefined {
    for (const [client, pieces] of this.waiting) {
      if (!may(client)) continue;
      const piece = pieces.shift();
      this.waiting.delete(client);
      if (pieces.length > 0) this.waiting.set(client, pieces); // behind the others
      return piece;
    }
    return undefined;
  }
}
