import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

/** Proxies whose word about the client is taken. */
export type TrustedProxies = BlockList;

/** Reads addresses and networks with commas between them, e.g. `10.0.0.0/8, ::1`; undefined when one of them is neither. */
export function readProxies(text: string): TrustedProxies | undefined {
  const list = new BlockList();
  for (const item of text.split(',').map((part) => part.trim())) {
    const [address = '', prefix, ...more] = item.split('/');
    const family = isIP(address), longest = family === 6 ? 128 : 32;
    if (family === 0 || more.length > 0 || (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= longest))) return undefined;
    list.addSubnet(address, Number(prefix ?? longest), family === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/**
 * Who asks: the address of the connection or, behind proxies that we trust, the last address of X-Forwarded-For that none of them
 * wrote about itself: what stands before it, a client can write as it likes.
 */
export function clientAddress({ socket, headers }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } }, trusted: TrustedProxies | null): string {
  let address = plain(socket.remoteAddress ?? '');
  const forwardedFor = headers['x-forwarded-for'];
  if (!trusted || forwardedFor === undefined) return address;
  const named = String(forwardedFor).split(',').map((part) => plain(part.trim()));
  while (isTrusted(address, trusted)) {
    const before = named.pop();
    if (before === undefined || isIP(before) === 0) break;
    address = before;
  }
  return address;
}

/** Who shares a budget: IPv6 by /64, which is what one customer has. */
export function networkOf(address: string): string {
  return address.includes(':') && isIPv6(address) ? `${network(address)}::/64` : address;
}

/** Without what other forms add: an IPv4 address in IPv6, brackets and a port, a zone. */
function plain(text: string): string {
  if (!/[:[%]/.test(text)) return text;
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? (/^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text);
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare.replace(/%.*$/, '').toLowerCase();
}

function isTrusted(address: string, trusted: TrustedProxies): boolean {
  const family = isIP(address);
  return family !== 0 && trusted.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** The first four groups of an IPv6 address, written one way. */
function network(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - behind.length - (behind.at(-1)?.includes('.') ? 1 : 0));
  return [...groups, ...Array<string>(missing).fill('0'), ...behind].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}
