import { errorCode } from '../errors';
import { OutsideError, shownUrl } from './outside-error';

/** An error of Node's sockets, HTTP parser or unpackers as what it means to whoever asked. */
export function asOutsideError(error: unknown, url: string, deadline: AbortSignal): OutsideError {
  if (error instanceof OutsideError) return error;
  const where = shownUrl(url);
  if (deadline.aborted && (deadline.reason as { name?: unknown } | undefined)?.name === 'TimeoutError') return new OutsideError('TOO_SLOW', `${where}: the answer was not complete in time.`, { cause: error });
  const code = errorCode(error) ?? '';
  const said = error instanceof Error && error.message !== '' ? error.message : code;
  if (/^(ENOTFOUND|EAI_)/.test(code)) return new OutsideError('NAME_NOT_FOUND', `${where}: the name of the host has no address (${code}).`, { cause: error });
  if (/^(HPE_|Z_|ERR_.*(ZLIB|BROTLI|HTTP)|ERR__ERROR)/.test(code)) return new OutsideError('BAD_ANSWER', `${where}: what came back cannot be read (${said}).`, { cause: error });
  return new OutsideError('NOT_REACHABLE', `${where}: ${said}.`, { cause: error });
}
