import type { Json, JsonObject } from '../../../src/model/json.ts';
import { object, rulesOf } from './make.ts';
import type { World } from './world.ts';

/* What rules generate: copies of objects, lists of them, elements, and settings of what becomes of it later. */

const NAMESPACES: Json = { any: [{ resources: { kinds: ['Namespace'] } }] };
const NAME = '{{ request.object.metadata.name }}';
const SECRET: JsonObject = { apiVersion: 'v1', kind: 'Secret' };
const MAP: JsonObject = { apiVersion: 'v1', kind: 'ConfigMap' };
const when = (key: string, operator: string, value: Json): Json => ({ all: [{ key, operator, value }] });

const GENERATES: readonly JsonObject[] = [
  { ...SECRET, name: 'copy', namespace: NAME, clone: { name: 'source', namespace: 'shop' } },
  { ...SECRET, name: 'source', namespace: NAME, synchronize: true, clone: { name: 'source', namespace: 'shop' } },
  { ...MAP, name: `of-${NAME}`, namespace: NAME, clone: { name: 'settings', namespace: 'shop' } },
  { namespace: NAME, cloneList: { namespace: 'shop', kinds: ['v1/Secret', 'v1/ConfigMap'] } },
  {
    namespace: NAME,
    cloneList: { namespace: 'shop', kinds: ['v1/Secret'], selector: { matchLabels: { copied: 'yes' } } },
  },
  { ...MAP, name: 'kept', namespace: NAME, orphanDownstreamOnPolicyDelete: true, data: { data: { a: NAME } } },
  { ...MAP, name: 'existing', namespace: NAME, generateExisting: true, data: { data: { a: 'b' } } },
  {
    ...MAP,
    name: 'rich',
    namespace: NAME,
    synchronize: false,
    data: {
      metadata: { labels: { team: "{{ request.object.metadata.labels.team || 'none' }}" }, annotations: { a: 'b' } },
      data: { a: "{{ to_upper('x') }}", b: '{{ request.object.metadata.name }}-{{ request.operation }}' },
    },
  },
  {
    foreach: [
      {
        list: "['x', 'y']",
        ...SECRET,
        name: 's-{{ element }}',
        namespace: NAME,
        clone: { name: 'source', namespace: 'shop' },
      },
    ],
  },
  {
    foreach: [
      {
        list: 'sort(keys(request.object.metadata.labels))',
        context: [{ name: 'upper', variable: { jmesPath: 'to_upper(element)' } }],
        preconditions: when('{{ element }}', 'NotEquals', 'skip'),
        ...MAP,
        name: 'l-{{ element }}',
        namespace: NAME,
        data: { data: { upper: '{{ upper }}', at: '{{ elementIndex }}' } },
      },
      { list: "['z']", ...MAP, name: 'l-{{ element }}', namespace: NAME, data: { data: { z: 'z' } } },
    ],
  },
];

function generating(): World {
  const rules = GENERATES.map((generate, i) =>
    rulesOf(
      `generating-${i}`,
      [
        {
          name: 'r',
          match: NAMESPACES,
          ...(i === 7 && { preconditions: when(NAME, 'Equals', 'one') }),
          generate,
        },
      ],
      i % 2 === 0 ? {} : { useServerSideApply: true },
    ),
  );
  return {
    policies: rules,
    resources: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'one', labels: { team: 'a', skip: 'b' } } },
      object('Secret', 'source', { data: { a: 'Yg==' }, type: 'Opaque' }, { labels: { copied: 'yes' } }),
      object('Secret', 'other', { data: {} }),
      object('ConfigMap', 'settings', { data: { a: 'b' } }, { annotations: { note: 'x' } }),
    ],
  };
}

export const GENERATING: Readonly<Record<string, () => World>> = { generating };
