import type { Json, JsonObject } from '../../../src/model/json.ts';
import { object, rulesOf } from './make.ts';
import type { World } from './world.ts';

/* Contexts, and foreach in validate rules. */

const TRUE: Json = { all: [{ key: 'a', operator: 'Equals', value: 'a' }] };
const CONTAINERS = [
  {
    name: 'web',
    image: 'nginx:1',
    ports: [{ containerPort: 80 }, { containerPort: 443 }],
    env: [{ name: 'A', value: 'a' }],
  },
  { name: 'side', image: 'ghcr.io/acme/side', securityContext: { privileged: true } },
];

function pods(): JsonObject[] {
  return [
    object(
      'Pod',
      'one',
      { spec: { containers: CONTAINERS, volumes: [{ name: 'v', hostPath: { path: '/x' } }] } },
      { labels: { app: 'web', team: 'a' } },
    ),
    object('Pod', 'two', { spec: { containers: CONTAINERS.slice(0, 1) } }, { annotations: { note: 'x' } }),
    object('Pod', 'three', { spec: { containers: [] } }),
  ];
}

type Entry = JsonObject;
const at = (jmesPath: string, more: JsonObject = {}): Entry => ({ name: 'found', variable: { jmesPath, ...more } });

const ENTRIES: readonly (readonly Entry[])[] = [
  [at('request.object.metadata.name')],
  [at('request.object.metadata.labels.app')],
  [at('request.object.metadata.labels.app', { default: 'none' })],
  [at("request.object.metadata.labels.app || 'other'")],
  [at('request.object.metadata.labels.missing', { default: '' })],
  [at('request.object.metadata.labels.missing', { default: 0 })],
  [at('request.object.metadata.labels.missing', { default: [] })],
  [at('request.object.metadata.labels.missing', { default: { a: 'b' } })],
  [at('request.object.metadata.labels.missing', { default: '{{ request.object.metadata.name }}' })],
  [at('a.b', { value: { a: { b: 'c' } } })],
  [at('a.x', { value: { a: { b: 'c' } } })],
  [at('a.x', { value: { a: { b: 'c' } }, default: 'd' })],
  [{ name: 'found', variable: { value: 'plain' } }],
  [{ name: 'found', variable: { value: ['{{ request.object.metadata.name }}', 'b'] } }],
  [{ name: 'found', variable: { value: { a: '{{ request.object.kind }}' } } }],
  [at('length(request.object.spec.containers)')],
  [at('request.object.spec.containers[].image')],
  [at('request.object.spec.containers[?image==`nginx:1`].name | [0]')],
  [at("request.object.spec.containers[?name=='none'].name | [0]")],
  [at('images.containers.web.registry')],
  [at('images.containers.web.tag', { default: 'untagged' })],
  [at('sort(keys(request.object.metadata.labels))', { default: [] })],
  [{ name: 'first', variable: { jmesPath: 'request.object.metadata.name' } }, at('to_upper(first)')],
  [{ name: 'first', variable: { value: { a: ['x', 'y'] } } }, at('first.a[1]')],
  [
    { name: 'first', variable: { jmesPath: 'request.object.metadata.name' } },
    { name: 'found', variable: { value: '{{ first }}-{{ first }}' } },
  ],
  [{ name: 'conf', configMap: { name: 'settings', namespace: 'shop' } }, at('conf.data.mode')],
  [{ name: 'conf', configMap: { name: 'settings', namespace: 'shop' } }, at('parse_json(conf.data.list)')],
  [{ name: 'conf', configMap: { name: 'settings', namespace: 'shop' } }, at('conf.data.missing', { default: 'x' })],
  [at("split(request.object.metadata.name, '')")],
  [at("random('[0]{3}')")],
  [at("regex_match('^o', request.object.metadata.name)")],
  [at("time_diff('2021-01-02T15:04:05-07:00', '2021-01-10T03:14:05-07:00')")],
  [at('sum([`1`, `2`])')],
  [at("add('1Gi', '512Mi')")],
  [at("divide('1Gi', '512Mi')")],
  [at("semver_compare('1.2.3', '>1.0.0')")],
  [at("object_from_lists(['a'], ['b'])")],
  [at("items({a: 'b'}, 'k', 'v')")],
  [at("label_match({app: 'web'}, request.object.metadata.labels)", { default: 'nope' })],
  [at("path_canonicalize('/a/../b')")],
  [at('truncate(request.object.metadata.name, `2`)')],
  [at("to_boolean('true')")],
  [at("parse_yaml('a: [1, 2]')")],
  [at("base64_decode('YQ==')")],
  [at("pattern_match('o*', request.object.metadata.name)")],
  [at("sha256('a')")],
  [at("lookup({a: 'b'}, 'a')")],
  [at("is_external_url('https://8.8.8.8')")],
  [at("image_normalize('nginx')")],
  [at("x || 'y'")],
  [at('request.userInfo.username', { default: 'nobody' })],
  [at('serviceAccountName', { default: 'nobody' })],
  [at('request.oldObject.metadata.name', { default: 'new' })],
];

const MOCKED: JsonObject = {
  apiVersion: 'cli.kyverno.io/v1alpha1',
  kind: 'Values',
  metadata: { name: 'values' },
  policies: ENTRIES.flatMap((entries, i) => {
    if (entries.every(({ variable }) => variable !== undefined)) return [];
    const values = { 'conf.data.mode': 'dev', 'conf.data.list': '["a","b"]' };
    return [{ name: `context-${i}`, rules: ['r', 'asked'].map((name) => ({ name, values })) }];
  }),
};

const PODS: Json = { any: [{ resources: { kinds: ['Pod'] } }] };
const NO_AUTOGEN = { 'pod-policies.kyverno.io/autogen-controllers': 'none' };

/** Each context is said in the message, and asked for in a condition. */
function contexts(): World {
  return {
    policies: ENTRIES.map((context, i) =>
      rulesOf(
        `context-${i}`,
        [
          {
            name: 'r',
            match: PODS,
            context: [...context],
            validate: { message: 'Found {{ found }}.', deny: { conditions: TRUE } },
          },
          {
            name: 'asked',
            match: PODS,
            context: [...context],
            preconditions: { any: [{ key: '{{ found }}', operator: 'Equals', value: 'web' }] },
            validate: { message: 'No.', deny: { conditions: TRUE } },
          },
        ],
        {},
        NO_AUTOGEN,
      ),
    ),
    resources: pods(),
    values: MOCKED,
  };
}

const isPrivileged: Json = {
  any: [{ key: '{{ element.securityContext.privileged || `false` }}', operator: 'Equals', value: true }],
};
const LIST = 'request.object.spec.containers';
const FOREACH: readonly (readonly JsonObject[])[] = [
  [{ list: LIST, pattern: { image: '*:*' } }],
  [{ list: LIST, pattern: { '(image)': 'nginx*', ports: [{ containerPort: '80|443' }] } }],
  [{ list: LIST, anyPattern: [{ image: 'nginx*' }, { name: 'side' }] }],
  [{ list: LIST, anyPattern: [{ image: 'x*' }, { name: 'y' }] }],
  [{ list: LIST, deny: { conditions: isPrivileged } }],
  [
    {
      list: `${LIST}[].name`,
      deny: { conditions: { any: [{ key: '{{ element }}', operator: 'Equals', value: 'side' }] } },
    },
  ],
  [{ list: `${LIST}[].name`, elementScope: false, pattern: { metadata: { name: 'one' } } }],
  [{ list: LIST, elementScope: false, pattern: { metadata: { name: 'one' } } }],
  [
    {
      list: LIST,
      preconditions: { all: [{ key: '{{ element.name }}', operator: 'Equals', value: 'web' }] },
      deny: { conditions: TRUE },
    },
  ],
  [
    {
      list: LIST,
      context: [{ name: 'tag', variable: { jmesPath: 'element.image' } }],
      deny: { conditions: { all: [{ key: '{{ tag }}', operator: 'Equals', value: 'nginx*' }] } },
    },
  ],
  [{ list: 'request.object.spec.volumes', pattern: { name: '?*' } }],
  [
    {
      list: 'request.object.spec.volumes',
      deny: { conditions: { all: [{ key: '{{ element.hostPath.path }}', operator: 'Equals', value: '/x' }] } },
    },
  ],
  [{ list: "request.object.spec.volumes[?contains(keys(@), 'hostPath')]", deny: { conditions: TRUE } }],
  [
    {
      list: 'request.object.metadata.labels',
      deny: { conditions: { all: [{ key: '{{ element.app }}', operator: 'Equals', value: 'web' }] } },
    },
  ],
  [
    {
      list: LIST,
      foreach: [
        {
          list: 'element.ports',
          deny: { conditions: { all: [{ key: '{{ element.containerPort }}', operator: 'LessThan', value: 100 }] } },
        },
      ],
    },
  ],
  [{ list: LIST, foreach: [{ list: 'element.ports', pattern: { containerPort: '>400' } }] }],
  [
    { list: LIST, pattern: { image: '*' } },
    { list: LIST, deny: { conditions: isPrivileged } },
  ],
  [
    {
      list: 'keys(request.object.metadata.labels)',
      deny: { conditions: { all: [{ key: '{{ element }}', operator: 'Equals', value: 'team' }] } },
    },
  ],
  [{ list: LIST, deny: { conditions: { all: [{ key: '{{ elementIndex }}', operator: 'GreaterThan', value: 0 }] } } }],
  [{ list: LIST, deny: { conditions: { all: [{ key: '{{ element.missing }}', operator: 'Equals', value: 'x' }] } } }],
  [{ list: 'a..b', deny: { conditions: TRUE } }],
  // what is missing of the first element is an error, that of the second is wrong, and the other way round
  [
    {
      list: LIST,
      deny: {
        conditions: { all: [{ key: '{{ element.securityContext.privileged }}', operator: 'Equals', value: true }] },
      },
    },
  ],
  [
    {
      list: LIST,
      deny: { conditions: { all: [{ key: '{{ element.ports[0].containerPort }}', operator: 'Equals', value: 80 }] } },
    },
  ],
  [{ list: LIST, pattern: { securityContext: { privileged: '{{ element.securityContext.privileged }}' }, name: 'x' } }],
  [
    {
      list: LIST,
      preconditions: { all: [{ key: '{{ element.securityContext.privileged }}', operator: 'Equals', value: true }] },
      deny: { conditions: TRUE },
    },
  ],
];

/** Validate rules on elements of lists. */
function foreachRules(): World {
  return {
    policies: FOREACH.flatMap((foreach, i) => [
      rulesOf(
        `each-${i}`,
        [
          {
            name: 'r',
            match: PODS,
            validate: { message: 'At {{ request.object.metadata.name }}.', foreach: [...foreach] },
          },
        ],
        {},
        NO_AUTOGEN,
      ),
      rulesOf(`silent-${i}`, [{ name: 'r', match: PODS, validate: { foreach: [...foreach] } }], {}, NO_AUTOGEN),
    ]),
    resources: pods(),
  };
}

export const CONTEXTS: Readonly<Record<string, () => World>> = { contexts, 'foreach rules': foreachRules };
