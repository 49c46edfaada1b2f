import { containingCidr, containingIp, reading, readingTwice } from '../cost-rules.ts';
import { overloads, type Library } from '../library.ts';
import { CelObject, Fault, type Value } from '../values.ts';
import { ADDRESS_QUESTIONS, parseAddress, showAddress, type Address } from './addresses.ts';

export class Ip extends CelObject {
  readonly typeName = 'net.IP';
  readonly address: Address;

  constructor(address: Address) {
    super();
    this.address = address;
  }

  override get costSize(): number {
    return this.address.bits / 8;
  }

  override equals(other: Value): boolean {
    return (
      other instanceof Ip && other.address.bits === this.address.bits && other.address.value === this.address.value
    );
  }
}

export class Cidr extends CelObject {
  readonly typeName = 'net.CIDR';
  readonly address: Address;
  readonly length: number;

  constructor(address: Address, length: number) {
    super();
    this.address = address;
    this.length = length;
  }

  override get costSize(): number {
    return Math.ceil(this.length / 8);
  }

  /** The part of an address that names the network. */
  network({ bits, value }: Address): bigint {
    return value >> BigInt(bits - this.length);
  }

  holds(address: Address): boolean {
    return address.bits === this.address.bits && this.network(address) === this.network(this.address);
  }

  masked(): Cidr {
    const shift = BigInt(this.address.bits - this.length);
    return new Cidr({ bits: this.address.bits, value: this.network(this.address) << shift }, this.length);
  }

  override equals(other: Value): boolean {
    return other instanceof Cidr && other.length === this.length && new Ip(other.address).equals(new Ip(this.address));
  }

  show(): string {
    return `${showAddress(this.address)}/${this.length}`;
  }
}

function ipOf(text: string): Ip | Fault {
  const address = parseAddress(text);
  return address
    ? new Ip(address)
    : new Fault(`IP Address "${text.slice(0, 50)}" parse error during conversion from string`);
}

function parseCidr(text: string): Cidr | undefined {
  const [, ip = '', length = ''] = /^([^/]*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const address = parseAddress(ip);
  return address && Number(length) <= address.bits ? new Cidr(address, Number(length)) : undefined;
}

function cidrOf(text: string): Cidr | Fault {
  return (
    parseCidr(text) ?? new Fault(`network address parse error during conversion from string: "${text.slice(0, 50)}"`)
  );
}

/** Asks with a text what is asked with a value. */
function parsed<T extends object>(read: (text: string) => T | Fault, ask: (cidr: Cidr, other: T) => boolean) {
  return (cidr: Cidr, text: string) => {
    const other = read(text);
    // Kubernetes takes what it cannot parse for an argument of the wrong type (cel/library/cidr.go)
    return other instanceof Fault ? new Fault(`no such overload: ${other.message}`) : ask(cidr, other);
  };
}

const holdsIp = (cidr: Cidr, { address }: Ip): boolean => cidr.holds(address);
const holdsCidr = (cidr: Cidr, other: Cidr): boolean => cidr.length <= other.length && cidr.holds(other.address);

/** k8s.io/apiserver, cel/library/ip.go */
export const ip: Library = {
  name: 'kubernetes.ip',
  types: ['net.IP'],
  overloads: [
    ...overloads(
      {
        'ip(string): net.IP': ipOf,
        'isIP(string): bool': (text: string) => parseAddress(text) !== undefined,
      },
      reading,
    ),
    ...overloads(
      {
        'ip.isCanonical(string): bool': (text: string) => {
          const found = ipOf(text);
          return found instanceof Fault ? found : showAddress(found.address) === text;
        },
      },
      readingTwice,
    ),
    ...overloads({
      'string(net.IP): string': ({ address }: Ip) => showAddress(address),
      '<net.IP>.family(): int': ({ address }: Ip) => (address.bits === 32 ? 4 : 6),
      ...Object.fromEntries(
        Object.entries(ADDRESS_QUESTIONS).map(([name, ask]) => [
          `<net.IP>.${name}(): bool`,
          ({ address }: Ip) => ask(address),
        ]),
      ),
    }),
  ],
};

/** k8s.io/apiserver, cel/library/cidr.go */
export const cidr: Library = {
  name: 'kubernetes.cidr',
  types: ['net.CIDR'],
  overloads: [
    ...overloads(
      {
        'cidr(string): net.CIDR': cidrOf,
        'isCIDR(string): bool': (text: string) => parseCidr(text) !== undefined,
      },
      reading,
    ),
    ...overloads({ '<net.CIDR>.containsIP(net.IP): bool': holdsIp }, containingIp(false)),
    ...overloads({ '<net.CIDR>.containsIP(string): bool': parsed(ipOf, holdsIp) }, containingIp(true)),
    ...overloads({ '<net.CIDR>.containsCIDR(net.CIDR): bool': holdsCidr }, containingCidr(false)),
    ...overloads({ '<net.CIDR>.containsCIDR(string): bool': parsed(cidrOf, holdsCidr) }, containingCidr(true)),
    ...overloads({
      'string(net.CIDR): string': (value: Cidr) => value.show(),
      '<net.CIDR>.ip(): net.IP': ({ address }: Cidr) => new Ip(address),
      '<net.CIDR>.masked(): net.CIDR': (value: Cidr) => value.masked(),
      '<net.CIDR>.prefixLength(): int': ({ length }: Cidr) => length,
    }),
  ],
};
