import { isIP } from 'node:net';
import { OutsideError, shownUrl } from './outside-error';
import { isPublicAddress } from './public-address';

const webPorts = ['', '80', '443', '8080', '8443'];
/** Of a host that is listed without a port, these and those below 1024 are still not asked: SQL Server, Oracle, NFS, Docker, MySQL, Remote Desktop, PostgreSQL, VNC, Redis, Elasticsearch, memcached, MongoDB. */
const servicePorts = [1433, 1521, 2049, 2375, 2376, 3306, 3389, 5432, 5900, 6379, 9200, 11_211, 27_017];

/**
 * A web address that may be asked, parsed; an address of this machine's network only when it is listed (`host` or `host:port`).
 * Names are checked again when they are looked up. Throws OutsideError ADDRESS_NOT_ALLOWED.
 */
export function allowedUrl(text: string, allowPrivate: readonly string[]): { url: URL; listed: boolean } {
  const refuse = (expected: string): never => { throw new OutsideError('ADDRESS_NOT_ALLOWED', `${shownUrl(text)}: expected ${expected}.`); };
  if (!URL.canParse(text)) refuse('an address such as https://example.org/feed');
  const url = new URL(text); // writes decimal, octal and hexadecimal hosts as the addresses they are
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuse('an address that begins with https:// or http://');
  if (url.username !== '' || url.password !== '') refuse('an address without user and password');
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const ofService = !webPorts.includes(url.port) && (Number(port) < 1024 || servicePorts.includes(Number(port)));
  const listed = (allowPrivate.includes(url.hostname) && !ofService) || allowPrivate.includes(`${url.hostname}:${port}`);
  if (listed) return { url, listed };
  if (!webPorts.includes(url.port)) refuse(`a port of the web (80, 443, 8080 or 8443), got ${url.port}`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host)) refuse('an address of the public web, got one of a private or special network');
  return { url, listed };
}
