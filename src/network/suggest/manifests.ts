import type { Requirement } from '../../kubernetes/selector.ts';
import { printable } from '../../std/text.ts';
import type { SuggestedPeer, SuggestedPolicy, SuggestedRule } from './policy.ts';

/** The policies as YAML that a person would have written, one document each. */
export function manifestText(policies: readonly SuggestedPolicy[]): string {
  return policies.map((policy) => documentLines(policy).join('\n')).join('\n---\n') + (policies.length > 0 ? '\n' : '');
}

function documentLines({ name, namespace, comment, selector, types, ingress, egress }: SuggestedPolicy): string[] {
  return [
    `# ${printable(comment)}`,
    'apiVersion: networking.k8s.io/v1',
    'kind: NetworkPolicy',
    'metadata:',
    `  name: ${quoted(name)}`,
    `  namespace: ${quoted(namespace)}`,
    'spec:',
    ...selectorLines('podSelector', selector, '  '),
    `  policyTypes: [${types.join(', ')}]`,
    ...(ingress.length > 0 ? ['  ingress:', ...ingress.flatMap((rule) => ruleLines(rule, 'from'))] : []),
    ...(egress.length > 0 ? ['  egress:', ...egress.flatMap((rule) => ruleLines(rule, 'to'))] : []),
  ];
}

function ruleLines({ comments, peers, ports }: SuggestedRule, key: 'from' | 'to'): string[] {
  return [
    ...comments.map((comment) => `    # ${printable(comment)}`),
    ...(peers.length > 0 ? [`    - ${key}:`, ...peers.flatMap(peerLines)] : []),
    ...(ports.length > 0 ? [peers.length > 0 ? '      ports:' : '    - ports:'] : []),
    ...ports.map(
      ({ protocol, port }) => `        - { protocol: ${protocol}${port === undefined ? '' : `, port: ${port}`} }`,
    ),
  ];
}

function peerLines(peer: SuggestedPeer): string[] {
  if (peer.kind === 'block') {
    const except = peer.except.map((cidr) => `                - ${cidr}`);
    return [
      '        - ipBlock:',
      `            cidr: ${quoted(peer.cidr)}`,
      ...(except.length > 0
        ? [
            '            except:',
            ...except.map((line) => line.replace(/- (.*)$/, (_, cidr: string) => `- ${quoted(cidr)}`)),
          ]
        : []),
    ];
  }
  const { namespace, selector } = peer;
  const where =
    namespace === undefined
      ? []
      : ['namespaceSelector:', '  matchLabels:', `    kubernetes.io/metadata.name: ${quoted(namespace)}`];
  const lines = [
    ...where,
    ...(selector.length > 0 || namespace === undefined ? selectorLines('podSelector', selector, '') : []),
  ];
  return lines.map((line, i) => (i === 0 ? `        - ${line}` : `          ${line}`));
}

function selectorLines(key: string, selector: readonly Requirement[], indent: string): string[] {
  if (selector.length === 0) return [`${indent}${key}: {}`];
  const exact = selector.filter(({ operator, values }) => operator === 'In' && values.length === 1);
  const rest = selector.filter((one) => !exact.includes(one));
  return [
    `${indent}${key}:`,
    ...(exact.length > 0 ? [`${indent}  matchLabels:`] : []),
    ...exact.map(({ key: label, values }) => `${indent}    ${quoted(label)}: ${quoted(values[0]!)}`),
    ...(rest.length > 0 ? [`${indent}  matchExpressions:`] : []),
    ...rest.map(({ key: label, operator, values }) => {
      const list = values.length > 0 ? `, values: [${values.map(quoted).join(', ')}]` : '';
      return `${indent}    - { key: ${quoted(label)}, operator: ${operator}${list} }`;
    }),
  ];
}

/** Plain where YAML can't read it as anything but this text. */
function quoted(text: string): string {
  const plain = /^[A-Za-z][A-Za-z0-9./_-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}
