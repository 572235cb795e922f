import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { allowedUrl } from './allowed-url';
import { asOutsideError } from './as-outside-error';
import { OutsideError, shownUrl } from './outside-error';
import { isPublicAddress } from './public-address';
import { unpackedBody } from './unpacked-body';

export interface OutsideRequest {
  url: string;
  method?: 'GET' | 'HEAD' | 'POST';
  /** They go to wherever redirects lead: no secrets in them. */
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Of the body after unpacking; 10 MB without it. */
  maxBytes?: number;
  /** For everything, redirects and body included; 15,000 without it. */
  timeoutMs?: number;
  /** True without it; what is posted goes nowhere else. */
  followRedirects?: boolean;
  /** Ends it early; what is thrown then is NOT_REACHABLE. */
  signal?: AbortSignal;
}

export interface OutsideAnswer {
  status: number;
  /** By their names in lower case. */
  headers: Record<string, string>;
  /** Where the answer came from, after redirects. */
  url: string;
  /** Where the address has moved for good: what 301 and 308 lead to, as long as nothing else came before; null when it has not. */
  permanentUrl: string | null;
  /** Unpacked; throws OutsideError when a limit is passed while it is read. */
  body: AsyncIterable<Uint8Array>;
  /** The whole body. */
  bytes(): Promise<Buffer>;
  /** Closes the connection without reading the body. */
  discard(): void;
}

/** What strangers publish, fetched so that nobody can make this server talk to its own network. */
export interface Outside { fetch(request: OutsideRequest): Promise<OutsideAnswer> }

type Lookup = (name: string, options: { all: true }, done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void) => void;

const mostRedirects = 5;
const userAgent = 'Ibid/0.1 (feed reader; https://www.npmjs.com/package/ibid)';

/**
 * Fetches over HTTP within limits. Every address that a name has must be public, and the socket connects to one of exactly those
 * (a second look-up could be answered otherwise); each redirect is checked the same way. `allowPrivate` lists what may be asked all the same.
 */
export function createOutside({ allowPrivate, lookup = systemLookup }: { allowPrivate: readonly string[]; lookup?: Lookup }): Outside {
  /** What the socket itself asks, so that what was checked is what it connects to. */
  const publicLookup: LookupFunction = (name, { all }, done) => {
    lookup(name, { all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) done(error ?? new OutsideError('NAME_NOT_FOUND', `${name}: the name has no address.`), []);
      else if (addresses.some(({ address }) => !isPublicAddress(address))) done(new OutsideError('ADDRESS_NOT_ALLOWED', `${name}: expected a name on the public web, got one with an address in a private or special network.`), []);
      else if (all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };

  async function ask(text: string, { method = 'GET', headers = {}, body }: OutsideRequest, deadline: AbortSignal): Promise<IncomingMessage> {
    const { url, listed } = allowedUrl(text, allowPrivate);
    try {
      return await new Promise<IncomingMessage>((resolve, reject) => {
        const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
          method, agent: false, signal: deadline, ...(listed ? {} : { lookup: publicLookup }),
          headers: { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': 'gzip, br', ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }), ...headers },
        });
        request.once('response', resolve).once('error', reject);
        request.end(body);
      });
    } catch (error) {
      throw asOutsideError(error, text, deadline);
    }
  }

  return {
    async fetch(asked) {
      const timeout = AbortSignal.timeout(asked.timeoutMs ?? 15_000);
      const deadline = asked.signal ? AbortSignal.any([timeout, asked.signal]) : timeout;
      let { url } = asked;
      let permanentUrl: string | null = null;
      let movedForGood = true; // so far
      for (let redirects = 0; ; redirects += 1) {
        const response = await ask(url, asked, deadline);
        const { statusCode: status = 0, headers: { location } } = response;
        if (asked.followRedirects === false || asked.method === 'POST' || location === undefined || ![301, 302, 303, 307, 308].includes(status)) {
          return answerOf(response, url, permanentUrl, asked.maxBytes ?? 10_000_000, deadline);
        }
        response.destroy();
        if (redirects === mostRedirects) throw new OutsideError('TOO_MANY_REDIRECTS', `${shownUrl(asked.url)}: expected at most ${mostRedirects} redirects, got more.`);
        if (!URL.canParse(location, url)) throw new OutsideError('BAD_ANSWER', `${shownUrl(url)}: leads to ${JSON.stringify(location.slice(0, 80))}, which is no address.`);
        url = new URL(location, url).href;
        movedForGood &&= status === 301 || status === 308;
        if (movedForGood) permanentUrl = url;
      }
    },
  };
}

function answerOf(response: IncomingMessage, url: string, permanentUrl: string | null, maxBytes: number, deadline: AbortSignal): OutsideAnswer {
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value ?? '']));
  response.on('error', () => undefined); // an answer that nobody reads may break; who reads it hears of it
  const body = unpackedBody(response, url, maxBytes, deadline);
  return {
    status: response.statusCode ?? 0, headers, url, permanentUrl, body,
    async bytes() {
      const chunks: Uint8Array[] = [];
      for await (const chunk of body) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    discard() { response.destroy(); },
  };
}
