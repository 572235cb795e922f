import type { IncomingMessage } from 'node:http';
import { type Transform, pipeline } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { asOutsideError } from './as-outside-error';
import { OutsideError, shownUrl } from './outside-error';

/** A body without a byte (204, 304, HEAD) is no broken archive; whether one is complete is told by HTTP. */
const untilItEnds = { finishFlush: constants.Z_SYNC_FLUSH };
const unpackers: Record<string, () => Transform> = {
  gzip: () => createGunzip(untilItEnds), 'x-gzip': () => createGunzip(untilItEnds), deflate: () => createInflate(untilItEnds),
  br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
};

/** The body of an answer, unpacked; ends with OutsideError TOO_LARGE, TOO_SLOW, NOT_REACHABLE or BAD_ANSWER. The connection is closed in any case. */
export async function* unpackedBody(response: IncomingMessage, url: string, maxBytes: number, deadline: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
    const unpack = unpackers[encoding];
    if (!unpack && encoding !== 'identity' && encoding !== '') throw new OutsideError('BAD_ANSWER', `${shownUrl(url)}: expected Content-Encoding gzip, deflate or br, got ${JSON.stringify(encoding.slice(0, 80))}.`);
    // What fails in the pipeline is thrown where its end is read.
    const stream = unpack ? pipeline(response, unpack(), () => undefined) : response;
    let length = 0;
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > maxBytes) throw new OutsideError('TOO_LARGE', `${shownUrl(url)}: expected at most ${maxBytes} bytes, got more.`);
      yield chunk;
    }
    if (!response.complete) throw new OutsideError('NOT_REACHABLE', `${shownUrl(url)}: the connection ended before the answer did.`);
  } catch (error) {
    throw asOutsideError(error, url, deadline);
  } finally {
    response.destroy();
  }
}
