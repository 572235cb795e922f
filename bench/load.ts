import { setTimeout as delay } from 'node:timers/promises';
import { KeepAliveClient, Overloaded } from './client';

/** What clients saw in one window of time. */
export interface Load { requests: number; seconds: number; rps: number; p50Ms: number; p99Ms: number }

export interface Window { clients: number; seconds: number; /** Goes on until so many answers came, however long that takes. */ atLeast: number }

/** Requests to ask in turn; it lives longer than a window, so that windows do not ask the same again. */
export class Rotation {
  private at = 0;
  constructor(private readonly requests: readonly Buffer[]) {}
  get size(): number { return this.requests.length; }
  next(): Buffer {
    const request = this.requests[this.at] as Buffer; // `at` stays below the length
    this.at = (this.at + 1) % this.requests.length;
    return request;
  }
}

/** A refused client asks again after so long; what it waited in all is the time of its answer. */
const pauseMs = 100;

/** Each client asks again as soon as it is answered, until the window closes; then the running requests are finished. */
export async function run(url: string, rotation: Rotation, { clients, seconds, atLeast }: Window): Promise<Load> {
  const open = await Promise.all(Array.from({ length: clients }, () => KeepAliveClient.open(url)));
  const times: number[] = [];
  const started = performance.now();
  const end = started + seconds * 1000;
  await Promise.all(open.map(async (client) => {
    for (let asked = performance.now(); asked < end || times.length < atLeast;) {
      await untilAnswered(client, rotation.next());
      const answered = performance.now();
      times.push(answered - asked);
      asked = answered;
    }
  }));
  const elapsed = (performance.now() - started) / 1000;
  for (const client of open) client.close();
  times.sort((a, b) => a - b);
  return { requests: times.length, seconds: elapsed, rps: times.length / elapsed, p50Ms: at(times, 0.5), p99Ms: at(times, 0.99) };
}

async function untilAnswered(client: KeepAliveClient, request: Buffer): Promise<void> {
  for (;;) {
    try {
      await client.send(request);
      return;
    } catch (error) {
      if (!(error instanceof Overloaded)) throw error;
      await delay(pauseMs);
    }
  }
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? at(sorted, 0.5) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}
