import { clientAddress, networkOf, readProxies } from '../../src/limits/client-address';

const proxies = readProxies('10.0.0.0/8, ::1, 127.0.0.1');
if (!proxies) throw new Error('expected proxies');

test.each<[what: string, connection: string | undefined, forwardedFor: string | undefined, trusts: boolean, client: string]>([
  ['the connection', '203.0.113.7', undefined, false, '203.0.113.7'],
  ['an IPv4 address in IPv6', '::ffff:203.0.113.7', undefined, false, '203.0.113.7'],
  ['IPv6 by its network', '2001:db8:1:2:3:4:5:6', undefined, false, '2001:db8:1:2::/64'],
  ['IPv6 written short', '2001:db8::5', undefined, false, '2001:db8:0:0::/64'],
  ['IPv6 with leading zeros is the same network', '2001:0db8:0000:0000::1', undefined, false, '2001:db8:0:0::/64'],
  ['IPv6 of this machine with a zone', 'fe80::1%eth0', undefined, false, 'fe80:0:0:0::/64'],
  ['what a client says of itself is nothing', '203.0.113.7', '198.51.100.1', false, '203.0.113.7'],
  ['nor from an address that is no proxy', '203.0.113.7', '198.51.100.1', true, '203.0.113.7'],
  ['behind a proxy', '10.0.0.2', '203.0.113.7', true, '203.0.113.7'],
  ['behind two, whatever the client wrote before', '10.0.0.2', '1.2.3.4, 203.0.113.7, 10.0.0.9', true, '203.0.113.7'],
  ['behind a proxy that writes ports', '::1', '[2001:db8::5]:443', true, '2001:db8:0:0::/64'],
  ['behind a proxy that writes nonsense', '10.0.0.2', 'unknown', true, '10.0.0.2'],
  ['a proxy that asks for itself', '10.0.0.2', undefined, true, '10.0.0.2'],
  ['a connection that is gone', undefined, undefined, false, ''],
])('%s', (_what, connection, forwardedFor, trusts, client) => {
  const request = { socket: { remoteAddress: connection }, headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor } };
  expect(networkOf(clientAddress(request, trusts ? proxies : null))).toBe(client);
});

test.each(['10.0.0.0/33', 'proxy.example', '10.0.0.0/8/8', '::1/129', '10.0.0.0/x', ''])('%j is no list of proxies', (text) => { expect(readProxies(text)).toBeUndefined(); });
