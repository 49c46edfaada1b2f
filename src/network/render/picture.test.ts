import { describe, expect, it } from 'vitest';
import type { Connection } from '../engine/connections.ts';
import { byNamespace, gather, withTwins } from './aggregate.ts';
import { connectionsPage, connectionsSvg } from './picture.ts';
import { effectsOf } from './widening.ts';

const ALL = 'All Connections';

function connection(src: string, dst: string, conns = ALL): Connection {
  const end = (text: string) => (/^[\d{]/.test(text) ? text : `${text}[Deployment]`);
  return { src: end(src), dst: end(dst), conns };
}

/** `from > to : conns`, with the members of each end. */
function told(connections: readonly Connection[], step = withTwins): string[] {
  const { ends, links } = step(gather(connections));
  const members = new Map(
    ends.map((end) => [end.id, end.members.map((one) => one.replace('[Deployment]', '')).join('+')]),
  );
  return links.map(({ from, to, conns }) => `${members.get(from)} > ${members.get(to)} : ${conns}`);
}

describe('a picture of connections', () => {
  it('takes all ranges that a workload treats alike as one end', () => {
    const { ends, links } = gather([
      connection('0.0.0.0-9.255.255.255', 'shop/web', 'TCP 443'),
      connection('11.0.0.0-255.255.255.255', 'shop/web', 'TCP 443'),
      connection('shop/web', '10.0.0.0-10.255.255.255'),
      connection('{ingress-controller}', 'shop/web', 'TCP 80'),
    ]);

    expect(ends.map(({ id }) => id)).toEqual([
      'shop/web[Deployment]',
      '{ingress-controller}',
      'outside but 10.0.0.0/8',
      '10.0.0.0/8',
    ]);
    expect(links).toHaveLength(3);
  });

  it('draws workloads that may do the same as one, and no other', () => {
    expect(
      told([
        connection('shop/a', 'data/db', 'TCP 1'),
        connection('shop/b', 'data/db', 'TCP 1'),
        connection('shop/c', 'data/db', 'TCP 2'),
        connection('x/d', 'data/db', 'TCP 1'),
      ]),
    ).toEqual(['shop/a+shop/b > data/db : TCP 1', 'shop/c > data/db : TCP 2', 'x/d > data/db : TCP 1']);
  });

  it('draws those that nothing restricts as one, across namespaces', () => {
    const free = ['a/x', 'a/y', 'b/z'];
    const mutual = free.flatMap((from) => free.filter((to) => to !== from).map((to) => connection(from, to)));

    expect(told([...mutual, ...free.map((one) => connection(one, 'c/db', 'TCP 1'))])).toEqual([
      'a/x+a/y+b/z > c/db : TCP 1',
    ]);
  });

  it('joins the ports of whole namespaces', () => {
    expect(
      told(
        [connection('a/x', 'b/y', 'TCP 1'), connection('a/z', 'b/y', 'TCP 2-3;UDP 53'), connection('a/x', 'a/z')],
        byNamespace,
      ),
    ).toEqual(['a/x+a/z > b/y : TCP 1-3;UDP 53']);
  });

  it('shows namespaces where there are too many workloads, and says so', () => {
    const many = Array.from({ length: 700 }, (_, i) =>
      connection(`n${i % 20}/w${i}`, `n${(i * 7) % 20}/w${(i * 13) % 700}`, `TCP ${i + 1}`),
    );
    const text = connectionsPage(many, { subject: 'k8s/', notes: ['chart.yaml: not read'] });

    expect(text.match(/class="d-node/g)!.length).toBeLessThan(40);
    expect(text).toContain('it shows namespaces');
    expect(text).toContain('chart.yaml: not read');
    expect(text).toContain('<td>n1/w1[Deployment]</td>');
  });

  it('is empty where nothing is allowed', () => {
    expect(connectionsSvg([], { subject: 'k8s/', notes: [] })).toContain('</svg>');
  });
});

describe('the effect of changes', () => {
  it.each([
    ['added', 'No Connections', 'TCP 80', true, false],
    ['removed', ALL, 'No Connections', false, true],
    ['changed', 'TCP 80', 'TCP 80-81', true, false],
    ['changed', ALL, 'TCP 80', false, true],
    ['changed', 'TCP 80', 'UDP 80', true, true],
  ] as const)('%s: %s to %s', (change, before, after, adds, removes) => {
    expect(effectsOf([{ src: 'a', dst: 'b', change, before, after, because: [] }])).toEqual({ adds, removes });
  });
});
