import type { Authorizer } from '../../src/access/authorizer/authorizer.ts';
import type { ResourceRequest } from '../../src/access/authorizer/request.ts';
import { userNamed, type User } from '../../src/access/authorizer/users.ts';

interface Asked {
  readonly user: User;
  readonly request: ResourceRequest;
}

/** Lines of an audit log as an API server writes them at the level Metadata: what bindings allow, over and over. */
export function* auditLines(events: number, distinct: number, authorizer: Authorizer): Generator<string> {
  const lines = allowed(authorizer).slice(0, distinct).map(line);
  for (let i = 0; i < events; i++) yield lines[i % lines.length]!;
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
    auditID: '5e1d6a0c-7a67-4c5b-8f0e-0f6a1c9a2b3d',
    stage: 'ResponseComplete',
    requestURI: `/apis/${group}/v1/namespaces/${namespace}/${resource}/${name}`,
    verb,
    user: { username: user.name, uid: 'b7a6a3f2', groups: user.groups },
    sourceIPs: ['10.0.0.1'],
    userAgent: 'controller/v0.0.0 (linux/amd64) kubernetes/$Format',
    objectRef: { resource, subresource, namespace, name, apiGroup: group, apiVersion: 'v1' },
    responseStatus: { metadata: {}, code: 200 },
    requestReceivedTimestamp: '2026-11-20T10:00:00.000000Z',
    stageTimestamp: '2026-11-20T10:00:00.010000Z',
    annotations: { 'authorization.k8s.io/decision': 'allow', 'authorization.k8s.io/reason': 'RBAC: allowed' },
  });
}
