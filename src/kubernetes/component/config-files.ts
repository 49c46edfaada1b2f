import type { Json, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, asStrings, at, show } from '../../std/value.ts';
import { oneEdit, type Component, type ComponentName, type Flag } from './types.ts';

interface ConfigKind {
  readonly component: ComponentName;
  /** Flag → the field that says the same. */
  readonly fields: Readonly<Record<string, Path>>;
}

/** https://kubernetes.io/docs/reference/config-api/ */
const KINDS: Readonly<Record<string, ConfigKind>> = {
  KubeletConfiguration: {
    component: 'kubelet',
    fields: {
      'anonymous-auth': ['authentication', 'anonymous', 'enabled'],
      'authentication-token-webhook': ['authentication', 'webhook', 'enabled'],
      'client-ca-file': ['authentication', 'x509', 'clientCAFile'],
      'authorization-mode': ['authorization', 'mode'],
      'read-only-port': ['readOnlyPort'],
      'streaming-connection-idle-timeout': ['streamingConnectionIdleTimeout'],
      'protect-kernel-defaults': ['protectKernelDefaults'],
      'make-iptables-util-chains': ['makeIPTablesUtilChains'],
      'event-qps': ['eventRecordQPS'],
      'tls-cert-file': ['tlsCertFile'],
      'tls-private-key-file': ['tlsPrivateKeyFile'],
      'tls-cipher-suites': ['tlsCipherSuites'],
      'tls-min-version': ['tlsMinVersion'],
      'rotate-certificates': ['rotateCertificates'],
      'rotate-server-certificates': ['serverTLSBootstrap'],
      'pod-max-pids': ['podPidsLimit'],
      'seccomp-default': ['seccompDefault'],
      'enable-debugging-handlers': ['enableDebuggingHandlers'],
      'feature-gates': ['featureGates'],
    },
  },
  KubeProxyConfiguration: {
    component: 'kube-proxy',
    fields: {
      'metrics-bind-address': ['metricsBindAddress'],
      profiling: ['enableProfiling'],
      'feature-gates': ['featureGates'],
    },
  },
  KubeSchedulerConfiguration: { component: 'kube-scheduler', fields: { profiling: ['enableProfiling'] } },
};

export const CONFIG_TYPES: readonly string[] = [
  ...Object.keys(KINDS),
  'AuthorizationConfiguration',
  'AuthenticationConfiguration',
];

/** A configuration file read as the flags that its fields stand for. */
export function configComponents(resource: Resource): Component[] {
  if (resource.type === 'AuthorizationConfiguration') return [apiserver(resource, authorizers(resource))];
  if (resource.type === 'AuthenticationConfiguration') return [apiserver(resource, anonymous(resource))];
  const kind = Object.hasOwn(KINDS, resource.type) ? KINDS[resource.type] : undefined;
  if (!kind) return [];
  const { component, fields } = kind;
  return [
    {
      name: component,
      resource,
      form: 'config',
      where: '',
      flags: Object.entries(fields).flatMap(([flag, path]) => fieldFlags(flag, path, at(resource.object, ...path))),
      hidden: (flag) => !Object.hasOwn(fields, flag),
      slot: (flag) => {
        const path = fields[flag] ?? [];
        return { path, title: path.join('.'), put: (value) => oneEdit({ op: 'set', path, value: typed(value) }) };
      },
    },
  ];
}

/** What a kind of configuration says, read from a document that stands at `base` of other evidence; nothing can be rewritten there. */
export function settingsIn(kind: string, document: Json | undefined, base: Path): Flag[] {
  const fields = Object.hasOwn(KINDS, kind) ? (KINDS[kind]?.fields ?? {}) : {};
  return Object.entries(fields).flatMap(([name, path]) => {
    const key = LOOSE_KEYS[name];
    const spelt = at(document, ...path) === undefined && key !== undefined ? [key] : path;
    return fieldFlags(name, spelt, at(document, ...spelt)).map((flag) => readOnly(flag, base));
  });
}

/** How the CIS benchmark's remedy spells a field, which therefore stands in many files. */
const LOOSE_KEYS: Readonly<Record<string, string>> = { 'tls-cipher-suites': 'TLSCipherSuites' };

function readOnly({ name, value, bare, path, title }: Flag, base: Path): Flag {
  return { name, value, bare, path: [...base, ...path], title };
}

/** How people write what a flag of a component says in its configuration file. */
export function fieldTitle(kind: string, flag: string): string | undefined {
  return KINDS[kind]?.fields[flag]?.join('.');
}

/** Maps are feature gates and lists are cipher suites; a field of another type says nothing. */
function fieldFlags(name: string, path: Path, value: Json | undefined): Flag[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') {
    return [fieldFlag(name, path, String(value), typeof value === 'string' ? (next) => next : typed)];
  }
  if (Array.isArray(value)) {
    if (name !== 'tls-cipher-suites') return [];
    return [fieldFlag(name, path, asStrings(value).join(','), (next) => next.split(','))];
  }
  if (name !== 'feature-gates') return [];
  return Object.entries(value)
    .filter(([, on]) => typeof on === 'boolean')
    .map(([gate, on]) => fieldFlag(name, [...path, gate], `${gate}=${show(on)}`, gateValue));
}

/** `false` of `SomeGate=false`. */
function gateValue(item: string): Json {
  return typed(item.slice(item.indexOf('=') + 1));
}

function fieldFlag(name: string, path: Path, value: string, json: (value: string) => Json): Flag {
  return {
    name,
    value,
    bare: false,
    path,
    title: path.join('.'),
    rewrite: (next) => oneEdit({ op: 'set', path, value: json(next) }),
    drop: oneEdit({ op: 'remove', path }),
  };
}

/** `true` and `10` as the field's own types. */
function typed(value: string): Json {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^\d+$/.test(value) ? Number(value) : value;
}

function apiserver(resource: Resource, flags: Flag[]): Component {
  return {
    name: 'kube-apiserver',
    resource,
    form: 'config',
    where: '',
    flags,
    hidden: (flag) => flag !== 'authorization-mode' || resource.type !== 'AuthorizationConfiguration',
    slot: (flag) => ({ path: ['authorizers'], title: flag }),
  };
}

function authorizers(resource: Resource): Flag[] {
  return asList(resource.object['authorizers']).flatMap((entry, i) => {
    const type = asString(at(entry, 'type'));
    const path = ['authorizers', i, 'type'];
    return type === undefined
      ? []
      : [{ name: 'authorization-mode', value: type, bare: false, path, title: 'authorizers' }];
  });
}

/** Anonymous requests without conditions; with `conditions` they reach only the listed paths (KEP-4633). */
function anonymous(resource: Resource): Flag[] {
  const enabled = at(resource.object, 'anonymous', 'enabled');
  if (typeof enabled !== 'boolean' || asList(at(resource.object, 'anonymous', 'conditions')).length > 0) return [];
  return [fieldFlag('anonymous-auth', ['anonymous', 'enabled'], String(enabled), typed)];
}
