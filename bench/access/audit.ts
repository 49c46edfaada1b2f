import type { Authorizer } from '../../src/access/authorizer/authorizer.ts';
import type { ResourceRequest } from '../../src/access/authorizer/request.ts';
import { userNamed, type User } from '../../src/access/authorizer/users.ts';

interface Asked {
  readonly user: User;
  readonly request: ResourceRequest;
}

/** Lines of an audit log as an API server writes them at the level Metadata: what bindings allow, over and over. */
export function* auditLines(events: number, distinct: number, authorizer: Authorizer): Generator<string> {
  const lines = allowed(authorizer)
    .slice(0, distinct)
    .map((asked) => line(asked).split(MARK) as [string, string, string, string]);
  for (let i = 0; i < events; i++) {
    const [head, middle, between, tail] = lines[i % lines.length]!;
    const time = `2026-11-20T10:${two(i / 60_000)}:${two(i / 1000)}.${String(i % 1000).padStart(6, '0')}Z`;
    yield `${head}${ID}${String(i).padStart(12, '0')}${middle}${time}${between}${time}${tail}`;
  }
}

/** Where each event has its own id and times. */
const MARK = '@@';
const ID = '5e1d6a0c-7a67-4c5b-8f0e-';

function two(number: number): string {
  return String(Math.floor(number) % 60).padStart(2, '0');
}

/** A request for each binding and subject. */
function allowed({ table }: Authorizer): Asked[] {
  return table.given.flatMap(({ namespace, known, subjects }) =>
    subjects.map((subject, i): Asked => {
      const { rule } = known.index.rules[i % known.index.rules.length]!;
      const [resource = '', subresource = ''] = rule.resources[0]!.split('/');
      return {
        user: subject.kind === 'user' ? userNamed(subject.name) : userNamed('someone', [subject.name]),
        request: {
          verb: rule.verbs[0]!,
          group: rule.groups[0]!,
          resource,
          subresource,
          namespace,
          name: `object-${i}`,
        },
      };
    }),
  );
}

function line({ user, request }: Asked): string {
  const { verb, group, resource, subresource, namespace, name } = request;
  return JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: MARK,
    stage: 'ResponseComplete',
    requestURI: `/apis/${group}/v1/namespaces/${namespace}/${resource}/${name}`,
    verb,
    user: { username: user.name, uid: 'b7a6a3f2', groups: user.groups },
    sourceIPs: ['10.0.0.1'],
    userAgent: 'controller/v0.0.0 (linux/amd64) kubernetes/$Format',
    objectRef: { resource, subresource, namespace, name, apiGroup: group, apiVersion: 'v1' },
    responseStatus: { metadata: {}, code: 200 },
    requestReceivedTimestamp: MARK,
    stageTimestamp: MARK,
    annotations: { 'authorization.k8s.io/decision': 'allow', 'authorization.k8s.io/reason': 'RBAC: allowed' },
  });
}
