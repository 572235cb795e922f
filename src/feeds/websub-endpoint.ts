import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DataSource } from 'typeorm';
import { send } from '../send';
import { confirm, isHubToken, secretOf, signatureCheck, takeDelivery, webSubPath } from './websub';

/** Answers hubs under `webSubPath`. */
export type WebSubEndpoint = (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;

/** A delivery may hold the whole feed. */
const mostBytes = 10_000_000;

/** What hubs ask and deliver (W3C WebSub). A delivery only makes its origin due: its text is hashed, not kept. `onDelivery` hears of each that was signed. */
export function createWebSubEndpoint(dataSource: DataSource, onDelivery: () => void): WebSubEndpoint {
  return async (request, response, requestId) => {
    const answer = (status: number, text = ''): void => {
      send(response, requestId, status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...(status === 413 && { connection: 'close' }) }, text);
    };
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const token = pathname.slice(webSubPath.length);
    if (!isHubToken(token)) return answer(404);
    if (request.method === 'GET') {
      const challenge = await confirm(dataSource, token, searchParams, new Date());
      return challenge === null ? answer(404) : answer(200, challenge);
    }
    if (request.method !== 'POST') return send(response, requestId, 405, { allow: 'GET, POST', 'cache-control': 'no-store' }, '');
    const secret = await secretOf(dataSource, token);
    if (secret === null) return answer(404);
    const check = signatureCheck(String(request.headers['x-hub-signature'] ?? ''), secret);
    let length = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > mostBytes) return answer(413);
      check?.add(chunk);
    }
    if (check?.holds()) {
      await takeDelivery(dataSource, token, new Date());
      onDelivery();
    }
    answer(202); // also when it is not signed: who forges one learns nothing (WebSub, 8)
  };
}
