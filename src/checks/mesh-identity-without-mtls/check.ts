import { namespaceOf, podsIn } from '../../kubernetes/namespaces.ts';
import { requirementsOf } from '../../kubernetes/selector.ts';
import { defineCheck } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Json, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asObject, asString, at, equalJson } from '../../std/value.ts';

const AUTHENTICATION = 'PeerAuthentication.security.istio.io';
/** Whose policies are for the whole mesh, unless its config says another. */
const ROOT = 'istio-system';

/** Fields that only the certificate of the caller fills (AuthorizationPolicy, "Source"). */
const IDENTITY = ['principals', 'namespaces', 'serviceAccounts'];
const NOT_IDENTITY = ['notPrincipals', 'notNamespaces', 'notServiceAccounts'];

export default defineCheck({
  id: 'mesh-identity-without-mtls',
  title: 'Mesh policy asks for an identity that plain text does not have',
  severity: 'medium',
  category: 'network',
  profile: 'recommended',
  why: 'Without strict mutual TLS a caller may come without a name: a rule that denies names does not stop it, and one that lets all others in takes it.',
  remedy:
    'Set STRICT in a PeerAuthentication for these pods, or write the policy so that it allows the names that may come.',
  references: [
    'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source',
    'https://istio.io/latest/docs/ops/best-practices/security/#mutual-tls',
  ],
  types: ['AuthorizationPolicy.security.istio.io'],
  find(resource, { inventory }) {
    const paths = openFields(resource);
    if (paths.length === 0) return [];
    const mode = modeFor(inventory, resource);
    if (mode === 'STRICT' || mode === undefined) return [];
    return paths.map((path) => ({
      path,
      message: `the mode of mutual TLS is ${mode}, so callers may have no identity`,
    }));
  },
});

/** Identities that are denied, or all others that are allowed: both are got around by having none. */
function openFields({ object }: Resource): Path[] {
  const action = asString(at(object, 'spec', 'action')) ?? 'ALLOW';
  const fields = action === 'DENY' ? IDENTITY : action === 'ALLOW' ? NOT_IDENTITY : [];
  const all: Path[] = [];
  for (const [i, rule] of asList(at(object, 'spec', 'rules')).entries()) {
    for (const [j, from] of asList(at(rule, 'from')).entries()) {
      // A named identity beside it already asks for a certificate.
      const isNamed = action === 'ALLOW' && IDENTITY.some((field) => asList(at(from, 'source', field)).length > 0);
      const found = fields.find((field) => asList(at(from, 'source', field)).length > 0);
      if (found !== undefined && !isNamed) all.push(['spec', 'rules', i, 'from', j, 'source', found]);
    }
  }
  return all;
}

/** The mode for the policy's pods: the workload's, the namespace's, the mesh's; undefined where the input can't say. */
function modeFor(inventory: Inventory, policy: Resource): string | undefined {
  const all = inventory.ofType(AUTHENTICATION);
  const namespace = namespaceOf(policy);
  const own = at(policy.object, 'spec', 'selector', 'matchLabels');
  const near = all.filter((one) => namespaceOf(one) === namespace);
  const candidates = [
    near.filter((one) => own !== undefined && equalJson(selectorOf(one), own)),
    near.filter((one) => isWide(one)),
    all.filter((one) => namespaceOf(one) === ROOT && isWide(one)),
  ];
  for (const list of candidates) {
    const mode = list
      .map(({ object }) => asString(at(object, 'spec', 'mtls', 'mode')))
      .find((one) => one !== undefined && one !== 'UNSET');
    if (mode !== undefined) return mode;
  }
  // What is not said is PERMISSIVE; where the pods are not there either, the mesh may be set up elsewhere.
  return podsIn(inventory, namespace).all.length > 0 && near.length === 0 ? 'PERMISSIVE' : undefined;
}

function selectorOf({ object }: Resource): Json | undefined {
  return at(object, 'spec', 'selector', 'matchLabels');
}

function isWide(one: Resource): boolean {
  return (requirementsOf({ matchLabels: asObject(selectorOf(one)) }) ?? []).length === 0;
}
