import type { Dice, Kind } from './admission-objects.ts';

/* Expressions for admission policies: true, false and failing ones, of every library that the API server has. */

const ANY: readonly string[] = [
  "object.metadata.name.startsWith('a')",
  "has(object.metadata.labels) && 'app' in object.metadata.labels",
  "object.metadata.?labels['app'].orValue('web') == 'web'",
  "object.metadata.?labels[?'app'].orValue('none') != 'none'",
  "object.metadata.labels.app == 'web'",
  "object.metadata.labels['tier'] in ['web', 'api']",
  "object.metadata.labels.all(k, k.matches('^[a-z]+$'))",
  "object.metadata.labels.exists(k, object.metadata.labels[k] == 'prod')",
  "object.metadata.labels.exists_one(k, k == 'n')",
  'size(object.metadata.name) < 6',
  'int(object.metadata.labels.n) > 3',
  'object.metadata.labels.?n.optMap(v, int(v)).orValue(0) >= 0',
  "object.metadata.annotations.map(k, k + '=' + object.metadata.annotations[k]).join(',').size() < 20",
  'object.metadata.labels.transformList(k, v, k + v).size() > 1',
  "object.metadata.labels.filter(k, k.contains('p')).size() <= 1",
  '!has(object.metadata.finalizers)',
  'oldObject == null || oldObject.metadata.name == object.metadata.name',
  'oldObject.metadata.labels == object.metadata.labels',
  'oldObject == null || has(oldObject.metadata.labels)',
  "request.operation == 'CREATE'",
  "request.operation in ['UPDATE', 'DELETE']",
  "request.userInfo.username == 'alice'",
  "'testers' in request.userInfo.groups",
  "request.userInfo.extra['example.com/team'].exists(t, t == 'red')",
  "request.userInfo.?uid.orValue('') == ''",
  "request.namespace.endsWith('a')",
  "request.?subResource.orValue('none') == 'none'",
  "request.subResource == 'scale'",
  "request.resource.resource != 'services'",
  "request.kind.version == 'v1' && request.requestKind.version == 'v1'",
  'request.requestResource.version == request.resource.version',
  'request.name == object.metadata.name',
  'request.dryRun',
  "request.options.kind == 'CreateOptions'",
  "namespaceObject.metadata.labels['team'] == 'red'",
  "namespaceObject.metadata.?labels['team'].orValue('none') == 'blue'",
  'namespaceObject == null || namespaceObject.metadata.name == request.namespace',
  "namespaceObject.status.phase == 'Active'",
  'has(namespaceObject.metadata.annotations)',
  "authorizer.group('').resource('secrets').namespace(request.namespace).check('get').allowed()",
  "authorizer.group('').resource('configmaps').namespace('elsewhere').check('create').allowed()",
  "authorizer.requestResource.check('delete').allowed()",
  "authorizer.requestResource.check('escalate').reason() == ''",
  "authorizer.serviceAccount('kube-system', 'x').group('apps').resource('deployments').check('list').allowed()",
  "authorizer.path('/healthz').check('get').allowed()",
  "authorizer.group('apps').resource('deployments').subresource('scale').name('a').check('update').errored()",
  '1 / (size(object.metadata.name) - 1) == 0',
  "object.metadata.name[0] == 'a'",
  'object.metadata.nothing == 1',
  "object.spec.nothing.at.all == 1 || object.metadata.name == 'a'",
  "object.metadata.name == 'a' ? true : object.metadata.nope",
  "[1, 2, 3].all(x, x < 3) || object.metadata.name == 'a'",
  'dyn(object.metadata.name) > 3',
  "object.metadata.name.charAt(0).upperAscii() == 'A'",
  "object.metadata.name.replace('a', 'b').lastIndexOf('b') >= 0",
  "'%s-%d'.format([object.metadata.name, 3]) == 'a-3'",
  "object.metadata.name.split('')[3] == 'a'",
  "object.metadata.name.find('[0-9]+') == ''",
  "object.metadata.name.findAll('[a-z]').isSorted()",
  "sets.contains(['a', 'b'], [object.metadata.name])",
  'math.greatest(size(object.metadata.name), 3) == 3',
  '[3, 1, 2].sort()[0] == 1 && lists.range(3).sum() == 3',
  "['b', 'a'].distinct().min() == 'a'",
  "cel.bind(n, object.metadata.name, n == 'a' || n == 'b')",
  "base64.decode(base64.encode(bytes(object.metadata.name))) == b'a'",
  'object.metadata.annotations.tier.size() > 2',
  "isQuantity(object.metadata.annotations.n) && quantity(object.metadata.annotations.n).isLessThan(quantity('1Gi'))",
  "quantity(object.metadata.annotations.?n.orValue('1')).compareTo(quantity('500m')) >= 0",
  "quantity('1Gi').add(quantity('1')).asInteger() == 1073741825",
  "isURL(object.metadata.annotations.app) && url(object.metadata.annotations.app).getHostname() == 'example.com'",
  "url(object.metadata.annotations.?app.orValue('http://a')).getScheme() == 'http'",
  "isIP(object.metadata.annotations.app) || ip('10.1.2.3').family() == 4",
  "cidr('10.0.0.0/8').containsIP(object.metadata.annotations.?env.orValue('10.1.1.1'))",
  'isCIDR(object.metadata.annotations.env)',
  "semver(object.metadata.annotations.?tier.orValue('1.0.0')).isLessThan(semver('1.4.0'))",
  "isSemver(object.metadata.annotations.?tier.orValue('v1'))",
  "format.named('dns1123Label').hasValue() && !format.dns1123Label().validate(object.metadata.name).hasValue()",
  'format.uuid().validate(object.metadata.name).value().size() > 0',
  "duration('1h30m') > duration('90s') && timestamp('2026-01-01T00:00:00Z').getFullYear() == 2026",
  'lists.range(1200).all(x, lists.range(1200).all(y, x + y >= 0))',
  'lists.range(200).all(x, lists.range(200).all(y, x + y >= 0))',
];

const BY_KIND: Readonly<Record<string, readonly string[]>> = {
  ConfigMap: [
    'has(object.data)',
    "object.data.ip == '10.1.2.3'",
    'ip(object.data.ip).isLoopback()',
    'object.data.?cidr.optMap(c, isCIDR(c)).orValue(true)',
    "object.data.all(k, object.data[k] != '')",
    'size(object.data) == 2',
    'oldObject == null || object.data == oldObject.data',
    "quantity(object.data.cpu).isGreaterThan(quantity('1'))",
  ],
  Deployment: [
    'object.spec.replicas <= 2',
    'object.spec.replicas / (object.spec.replicas - 2) >= 0',
    'object.spec.template.spec.containers.all(c, !has(c.securityContext) || c.securityContext.privileged != true)',
    "object.spec.template.spec.containers.exists(c, c.image.startsWith('ghcr.io/'))",
    "object.spec.template.spec.containers[1].name == 'side'",
    'object.spec.template.spec.containers.map(c, c.name).isSorted()',
    "object.spec.template.spec.containers.all(c, quantity(c.resources.limits.cpu).compareTo(quantity('1')) <= 0)",
    'object.spec.template.spec.?hostPID.orValue(false) == false',
    'object.spec.template.spec.containers.all(c, c.?ports.orValue([]).all(p, p.containerPort > 80))',
    'oldObject == null || object.spec.replicas >= oldObject.spec.replicas',
    "object.spec.template.metadata.labels.app == 'a' && object.spec.strategy.type == 'RollingUpdate'",
  ],
  Pod: [
    "object.spec.containers.all(c, c.image.contains('@sha256:'))",
    'object.spec.containers.all(c, c.securityContext.runAsUser != 0)',
    "object.spec.containers.exists(c, has(c.env) && c.env.exists(e, e.value == '7'))",
    "object.spec.restartPolicy == 'Always' && object.spec.containers.size() < 3",
    'object.spec.?volumes.orValue([]).size() == 0',
  ],
  Service: [
    "object.spec.type == 'ClusterIP'",
    'object.spec.ports.exists_one(p, p.port == 80)',
    "object.spec.ports.all(p, p.protocol == 'TCP')",
    '!has(object.spec.externalIPs)',
  ],
  Widget: [
    'object.spec.size > 2',
    'object.spec.ratio < 1',
    'object.spec.ratio == 2 || object.spec.size == 3',
    "object.spec.tags.exists(t, t == 'web')",
    'object.spec.parts.all(p, p.count > 0)',
    'object.spec.parts.filter(p, has(p.count)).size() == 1',
    "object.spec.free.any[1] == 'two'",
    'type(object.spec.port) == int',
    "object.apiVersion == 'test.example.com/v1'",
    "object.spec.limits.memory == '1Gi'",
  ],
  ClusterRole: ["object.rules.all(r, !('*' in r.resources))", "object.rules.exists(r, 'secrets' in r.resources)"],
};

const PARAMS: readonly string[] = [
  'params == null || has(params.metadata)',
  "params.metadata.name == 'limit-a'",
  "params.?data.?app.orValue('x') == object.metadata.name",
  'params.data.max == string(size(object.metadata.name))',
  'size(object.metadata.name) <= params.max',
  'params.?allowed.orValue([]).exists(a, a == object.metadata.name)',
  "params.kind == 'ConfigMap' && params.apiVersion == 'v1'",
];

/** Every expression with the kind that it is about, '' for any; each begins one world. */
export const ALL: readonly { readonly kind: string; readonly expression: string }[] = [
  ...ANY.map((expression) => ({ kind: '', expression })),
  ...Object.entries(BY_KIND).flatMap(([kind, list]) => list.map((expression) => ({ kind, expression }))),
];

const MESSAGES: readonly string[] = [
  "'the name ' + object.metadata.name + ' is bad'",
  "'labels: ' + string(size(object.metadata.labels))",
  "'two\\nlines'",
  "'   '",
  "request.operation + ' by ' + request.userInfo.username",
  "object.metadata.labels.app + ' is no app'",
  "'%s has %d containers'.format([object.metadata.name, object.spec.template.spec.containers.size()])",
  "'  spaces around  '",
];

const ANNOTATIONS: readonly string[] = [
  "'name is ' + object.metadata.name",
  'string(object.metadata.labels.app)',
  "has(object.metadata.labels) ? 'labelled' : ''",
  'null',
  "'  '",
  'request.userInfo.username',
];

export interface ExpressionOptions {
  readonly params: boolean;
  /** Variables of the policy with their types. */
  readonly variables: readonly Variable[];
}

export interface Variable {
  readonly name: string;
  readonly expression: string;
  readonly type: 'bool' | 'string' | 'int' | 'list' | 'dyn';
}

export function condition(dice: Dice, kind: Kind | undefined, { params, variables }: ExpressionOptions): string {
  const own = kind ? (BY_KIND[kind.kind] ?? []) : [];
  if (variables.length > 0 && dice.once(3)) return ofVariable(dice.pick(variables), dice);
  if (params && dice.once(2)) return dice.pick(PARAMS);
  const one = own.length > 0 && dice.once(2) ? dice.pick(own) : dice.pick(ANY);
  if (dice.once(8)) return `${one} && ${dice.pick(ANY)}`;
  if (dice.once(8)) return `(${one}) || (${dice.pick(own.length > 0 ? own : ANY)})`;
  return dice.once(10) ? `!(${one})` : one;
}

const USES: Readonly<Record<Variable['type'], (name: string) => string>> = {
  bool: (name) => name,
  string: (name) => `${name}.startsWith('a')`,
  int: (name) => `${name} > 2`,
  list: (name) => `${name}.exists(x, x == 'main') || size(${name}) > 1`,
  dyn: (name) => `${name} != 'web'`,
};

function ofVariable({ name, type }: Variable, dice: Dice): string {
  const use = USES[type](`variables.${name}`);
  return dice.once(4) ? `object.metadata.name == 'a' || ${use}` : use;
}

export function variablesFor(dice: Dice, kind: Kind | undefined): Variable[] {
  const all: Variable[] = [
    { name: 'short', type: 'bool', expression: 'size(object.metadata.name) < 3' },
    { name: 'app', type: 'dyn', expression: 'object.metadata.labels.app' },
    { name: 'name', type: 'string', expression: 'string(object.metadata.name)' },
    { name: 'count', type: 'int', expression: 'size(object.metadata.?labels.orValue({}))' },
    { name: 'allowed', type: 'bool', expression: "authorizer.group('').resource('secrets').check('list').allowed()" },
    { name: 'again', type: 'bool', expression: "authorizer.requestResource.check('create').allowed()" },
    {
      name: 'containers',
      type: 'list',
      expression: kind?.kind === 'Deployment' ? 'object.spec.template.spec.containers.map(c, c.name)' : "['main']",
    },
    { name: 'costly', type: 'bool', expression: 'lists.range(150).all(x, lists.range(150).all(y, x + y >= 0))' },
    { name: 'broken', type: 'int', expression: '1 / (size(object.metadata.name) - 1)' },
  ];
  const chosen = all.filter(() => dice.once(3));
  const first = chosen[0];
  if (first && dice.once(2)) chosen.push({ ...first, name: 'same', expression: `variables.${first.name}` });
  return chosen;
}

export const messageExpression = (dice: Dice): string => dice.pick(MESSAGES);
export const annotationExpression = (dice: Dice): string => dice.pick(ANNOTATIONS);
