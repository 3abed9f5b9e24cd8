/**
 * Which networks a message may be sent to. A receiver names its own address, so without this it could have fkorg call
 * machines that only fkorg can reach (IANA's special-purpose registries: what is not globally reachable).
 */
import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIPv4, type LookupFunction } from 'node:net';

const LUKKEDE_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Parts of 2000::/3 that lead elsewhere; all other IPv6 than 2000::/3 is closed, IPv4 written as IPv6 included. */
const LUKKEDE_V6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const lukkedeV4 = new BlockList();
for (const [net, bits] of LUKKEDE_V4) lukkedeV4.addSubnet(net, bits, 'ipv4');
const lukkedeV6 = new BlockList();
for (const [net, bits] of LUKKEDE_V6) lukkedeV6.addSubnet(net, bits, 'ipv6');
const aabneV6 = new BlockList();
aabneV6.addSubnet('2000::', 3, 'ipv6');

/** True for an IP address of a network that everybody can reach. */
export function erOffentlig(ip: string): boolean {
  if (isIPv4(ip)) return !lukkedeV4.check(ip, 'ipv4');
  const uden = ip.replace(/%.*$/, '');
  return aabneV6.check(uden, 'ipv6') && !lukkedeV6.check(uden, 'ipv6');
}

/** What a connection fails with where the name of its host leads to closed networks alone. */
export class LukketNet extends Error {
  readonly code = 'LUKKET_NET';
}

/**
 * The lookup of a connection: of the addresses that a name has now, those of open networks. It is asked with every connection, so
 * a name that was good when it was registered and leads elsewhere today is found out.
 */
export const kunOffentlige: LookupFunction = (vaert, valg, svar) => {
  lookup(vaert, { ...valg, all: true }, (fejl, fundne: LookupAddress[]) => {
    if (fejl) return svar(fejl, '');
    const aabne = fundne.filter(({ address }) => erOffentlig(address));
    const [foerste] = aabne;
    if (!foerste) return svar(new LukketNet('no address of an open network'), '');
    if (valg.all) return svar(null, aabne);
    return svar(null, foerste.address, foerste.family);
  });
};
