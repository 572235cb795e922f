/** An answer that is no feed: the status, or what came instead. */
export class NoFeed extends Error {
  constructor(message: string, /** What was read; null when the status already said no. */ readonly page: { url: string; html: string; headers: Record<string, string> } | null = null) { super(message); }
}
