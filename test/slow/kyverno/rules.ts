import type { Json, JsonObject } from '../../../src/model/json.ts';
import { asString, at } from '../../../src/std/value.ts';
import { generate } from './generate-rules.ts';
import { object, rulesOf } from './make.ts';
import type { World } from './world.ts';

/* Pod Security, CEL in rules, exceptions, generation and mutation of existing objects. */

const PODS: Json = { any: [{ resources: { kinds: ['Pod'] } }] };
const HARD: JsonObject = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
  capabilities: { drop: ['ALL'] },
};

function pod(name: string, spec: JsonObject, container: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  const containers = [{ name: 'web', image: 'nginx', securityContext: HARD, ...container }];
  return object('Pod', name, { spec: { containers, ...spec } }, metadata);
}

function secured(name: string, securityContext: JsonObject, more: JsonObject = {}): JsonObject {
  return pod(name, more, { securityContext: { ...HARD, ...securityContext } });
}

const SECURITY: readonly JsonObject[] = [
  pod('good', {}),
  pod('bare', {}, { securityContext: {} }),
  pod('host-network', { hostNetwork: true }),
  pod('host-pid', { hostPID: true, hostIPC: true }),
  pod(
    'host-ports',
    {},
    {
      ports: [
        { containerPort: 80, hostPort: 80 },
        { containerPort: 81, hostPort: 81 },
      ],
    },
  ),
  pod('host-path', {
    volumes: [
      { name: 'v', hostPath: { path: '/x' } },
      { name: 'w', emptyDir: {} },
    ],
  }),
  pod('nfs', { volumes: [{ name: 'v', nfs: { server: 'a', path: '/' } }] }),
  secured('privileged', { privileged: true }),
  secured('capabilities', { capabilities: { add: ['NET_ADMIN', 'CHOWN'], drop: ['ALL'] } }),
  secured('bind', { capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] } }),
  secured('no-drop', { capabilities: { add: ['KILL'] } }),
  secured('root', { runAsUser: 0 }),
  secured('may-be-root', { runAsNonRoot: false }),
  secured('escalates', { allowPrivilegeEscalation: true }),
  secured('unmasked', { procMount: 'Unmasked' }),
  secured('unconfined', { seccompProfile: { type: 'Unconfined' } }),
  secured('selinux', { seLinuxOptions: { type: 'spc_t', user: 'a' } }),
  secured('apparmor', { appArmorProfile: { type: 'Unconfined' } }),
  secured('windows', { windowsOptions: { hostProcess: true } }),
  pod('sysctls', {
    securityContext: {
      sysctls: [
        { name: 'kernel.msgmax', value: '1' },
        { name: 'net.ipv4.tcp_syncookies', value: '1' },
      ],
    },
  }),
  pod('pod-root', { securityContext: { runAsUser: 0 } }),
  pod('apparmor-note', {}, {}, { annotations: { 'container.apparmor.security.beta.kubernetes.io/web': 'unconfined' } }),
  pod('init', { initContainers: [{ name: 'init', image: 'busybox', securityContext: { privileged: true } }] }),
];

const EXCLUDES: readonly (readonly JsonObject[])[] = [
  [],
  [{ controlName: 'Host Namespaces' }],
  [{ controlName: 'Capabilities', images: ['nginx*'] }],
  [{ controlName: 'Capabilities', images: ['busybox*'] }],
  [{ controlName: 'Privileged Containers', images: ['*'] }],
  [
    {
      controlName: 'Privileged Containers',
      images: ['*'],
      restrictedField: 'spec.containers[*].securityContext.privileged',
      values: ['true'],
    },
  ],
  [
    {
      controlName: 'Privileged Containers',
      images: ['*'],
      restrictedField: 'spec.initContainers[*].securityContext.privileged',
      values: ['true'],
    },
  ],
  [
    {
      controlName: 'Capabilities',
      images: ['*'],
      restrictedField: 'spec.containers[*].securityContext.capabilities.add',
      values: ['NET_ADMIN'],
    },
  ],
  [
    {
      controlName: 'Capabilities',
      images: ['*'],
      restrictedField: 'spec.containers[*].securityContext.capabilities.add',
      values: ['NET_*', 'CHOWN', 'KILL'],
    },
  ],
  [{ controlName: 'HostPath Volumes' }],
  [{ controlName: 'Host Ports', images: ['*'] }],
  [
    {
      controlName: 'Host Ports',
      images: ['*'],
      restrictedField: 'spec.containers[*].ports[*].hostPort',
      values: ['80'],
    },
  ],
  [{ controlName: 'Host Namespaces', restrictedField: 'spec.hostNetwork', values: ['true'] }],
  [{ controlName: 'Host Namespaces', restrictedField: 'spec.hostPID', values: ['true'] }],
  [{ controlName: 'Running as Non-root', images: ['*'] }, { controlName: 'Running as Non-root' }],
  [{ controlName: 'Running as Non-root user' }, { controlName: 'Running as Non-root user', images: ['*'] }],
  [{ controlName: 'Seccomp', images: ['*'] }, { controlName: 'Seccomp' }],
  [
    { controlName: 'Privilege Escalation', images: ['*'] },
    { controlName: 'Capabilities', images: ['*'] },
    { controlName: 'Seccomp', images: ['*'] },
  ],
  [{ controlName: 'Sysctls' }],
  [{ controlName: 'Sysctls', restrictedField: 'spec.securityContext.sysctls[*].name', values: ['kernel.msgmax'] }],
  [{ controlName: 'Volume Types' }],
  [{ controlName: 'Volume Types', restrictedField: 'spec.volumes[*].nfs', values: ['*'] }],
  [{ controlName: 'SELinux', images: ['*'] }],
  [{ controlName: 'SELinux' }],
  [{ controlName: '/proc Mount Type', images: ['*'] }],
  [{ controlName: 'HostProcess', images: ['*'] }],
  [{ controlName: 'AppArmor' }, { controlName: 'AppArmor', images: ['*'] }],
];

/** Kyverno also checks what versions before had no checks for: those and `privileged` are not compared. */
const VERSIONS = ['latest', 'v1.24', 'v1.29'];

/** Levels, versions and exclusions on pods that each break one control. */
function podSecurity(): World {
  const rule = (podSecurityRule: JsonObject): JsonObject => ({
    name: 'r',
    match: PODS,
    validate: { podSecurity: podSecurityRule },
  });
  return {
    policies: [
      ...['baseline', 'restricted'].flatMap((level) =>
        VERSIONS.map((version) => rulesOf(`${level}-${version.replace('.', '-')}`, [rule({ level, version })])),
      ),
      ...EXCLUDES.map((exclude, i) =>
        rulesOf(`exclude-${i}`, [rule({ level: 'restricted', version: 'latest', exclude: [...exclude] })]),
      ),
    ],
    resources: [...SECURITY],
  };
}

const CEL: readonly JsonObject[] = [
  { expressions: [{ expression: '!has(object.spec.hostNetwork)' }] },
  { expressions: [{ expression: '!has(object.spec.hostNetwork)', message: 'No host.' }] },
  { expressions: [{ expression: 'object.spec.missing == 1', message: 'No.' }] },
  {
    expressions: [
      {
        expression: 'object.spec.containers.all(c, !has(c.securityContext.privileged))',
        messageExpression: "'In ' + object.metadata.name",
      },
    ],
  },
  { expressions: [{ expression: 'true' }, { expression: "object.metadata.name != 'good'", message: 'Second.' }] },
  {
    variables: [{ name: 'names', expression: 'object.spec.containers.map(c, c.name)' }],
    expressions: [{ expression: "'web' in variables.names && size(variables.names) == 1", message: 'Web.' }],
  },
  { expressions: [{ expression: "request.operation == 'CREATE'", message: 'Op.' }] },
  { expressions: [{ expression: "request.namespace == 'shop'", message: 'Namespace.' }] },
  { expressions: [{ expression: "namespaceObject.metadata.name == 'shop'", message: 'Object.' }] },
  { expressions: [{ expression: 'oldObject == null', message: 'Old.' }] },
  { expressions: [{ expression: 'object.spec.?hostPID.orValue(false) == false', message: 'Pid.' }] },
  {
    expressions: [{ expression: "object.spec.containers[0].image.matches('^nginx$')", message: 'Image.' }],
    auditAnnotations: [{ key: 'a', valueExpression: "'b'" }],
  },
];

const CEL_PRECONDITIONS: readonly (readonly JsonObject[])[] = [
  [{ name: 'a', expression: 'has(object.spec.hostNetwork)' }],
  [
    { name: 'a', expression: 'true' },
    { name: 'b', expression: "object.metadata.name == 'bare'" },
  ],
  [{ name: 'a', expression: 'object.spec.missing == 1' }],
];

/** CEL in rules. */
function cel(): World {
  return {
    policies: [
      ...CEL.map((block, i) =>
        rulesOf(`cel-${i}`, [{ name: 'r', match: PODS, validate: { message: 'The rule.', cel: block } }]),
      ),
      ...CEL.map((block, i) => rulesOf(`silent-${i}`, [{ name: 'r', match: PODS, validate: { cel: block } }])),
      ...CEL_PRECONDITIONS.map((celPreconditions, i) =>
        rulesOf(`pre-${i}`, [
          { name: 'r', match: PODS, celPreconditions: [...celPreconditions], validate: { cel: CEL[1] ?? {} } },
        ]),
      ),
    ],
    resources: SECURITY.slice(0, 8),
  };
}

function exception(name: string, exceptions: readonly JsonObject[], more: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'kyverno.io/v2',
    kind: 'PolicyException',
    metadata: { name, namespace: 'shop' },
    spec: {
      exceptions: [...exceptions],
      match: { any: [{ resources: { kinds: ['Pod', 'Deployment'], names: [`${name}*`] } }] },
      ...more,
    },
  };
}

const EXCEPTIONS: readonly JsonObject[] = [
  exception('host-network', [{ policyName: 'hosts', ruleNames: ['network'] }]),
  exception('host-pid', [{ policyName: 'hosts', ruleNames: ['*'] }]),
  exception('host-ports', [{ policyName: 'hosts', ruleNames: ['net*', 'autogen-network'] }]),
  exception('host-path', [{ policyName: 'ho*', ruleNames: ['network'] }]),
  exception('privileged', [{ policyName: 'other', ruleNames: ['network'] }]),
  exception('bare', [{ policyName: 'hosts', ruleNames: ['network', 'pid'] }], {
    conditions: { all: [{ key: '{{ request.object.metadata.name }}', operator: 'Equals', value: 'bare' }] },
  }),
  exception('good', [{ policyName: 'hosts', ruleNames: ['network', 'pid'] }], {
    conditions: { any: [{ key: '{{ request.object.metadata.name }}', operator: 'Equals', value: 'x' }] },
  }),
  exception('nfs', [{ policyName: 'hosts', ruleNames: ['network'] }], {
    match: { any: [{ resources: { kinds: ['Pod'], namespaces: ['shop'], names: ['nfs'], operations: ['CREATE'] } }] },
  }),
  exception('selinux', [{ policyName: 'shop/hosts', ruleNames: ['network'] }]),
  exception('capabilities', [{ policyName: 'levels', ruleNames: ['r'] }], {
    podSecurity: [{ controlName: 'Capabilities', images: ['nginx*'] }],
  }),
  exception('sysctls', [{ policyName: 'levels', ruleNames: ['r'] }], { podSecurity: [{ controlName: 'Sysctls' }] }),
  exception('init', [{ policyName: 'levels', ruleNames: ['r'] }], {
    podSecurity: [{ controlName: 'Capabilities', images: ['nginx*'] }],
  }),
  exception('unmasked', [{ policyName: 'levels', ruleNames: ['r'] }]),
];

/** What exceptions let through. */
function exceptions(): World {
  const deny: Json = { all: [{ key: 'a', operator: 'Equals', value: 'a' }] };
  const rule = (name: string): JsonObject => ({
    name,
    match: PODS,
    validate: { message: 'No.', deny: { conditions: deny } },
  });
  const deployments = SECURITY.slice(0, 6).map((one) => {
    const name = asString(at(one, 'metadata', 'name')) ?? '';
    return object('apps/v1 Deployment', name, {
      spec: { template: { metadata: {}, spec: one['spec'] ?? {} } },
    });
  });
  return {
    policies: [
      rulesOf('hosts', [rule('network'), rule('pid')]),
      rulesOf('levels', [
        { name: 'r', match: PODS, validate: { podSecurity: { level: 'baseline', version: 'latest' } } },
      ]),
    ],
    resources: [...SECURITY, ...deployments],
    exceptions: [...EXCEPTIONS],
  };
}

export const RULES: Readonly<Record<string, () => World>> = { podSecurity, cel, exceptions, generate };
