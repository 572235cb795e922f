/** An answer as a client of HTTP has it. */
export interface HttpAnswer { status: number; headers: Headers; text: string; data: Record<string, unknown> | null | undefined; codes: string[]; messages: string[] }

/** Sends one request and reads its answer whole. */
export async function exchange(url: string, init: RequestInit = {}): Promise<HttpAnswer> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const { data, errors = [] } = (text.startsWith('{') ? JSON.parse(text) : {}) as { data?: Record<string, unknown> | null; errors?: { message: string; extensions: { code: string } }[] };
  return { status: response.status, headers: response.headers, text, data, codes: errors.map(({ extensions }) => extensions.code), messages: errors.map(({ message }) => message) };
}

/** Posts JSON. */
export function postJson(url: string, body: unknown, headers: Record<string, string> = {}): Promise<HttpAnswer> {
  return exchange(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
}

/** Asks by GET, as a client does that knows how a server tells it from a page of another site. */
export function getWith(url: string, parameters: Record<string, string>, headers: Record<string, string> = {}): Promise<HttpAnswer> {
  return exchange(`${url}?${new URLSearchParams(parameters).toString()}`, { headers: { 'apollo-require-preflight': '1', ...headers } });
}
