import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { readSuite } from '../../../src/policies/suite-file.ts';
import { runSuite } from '../../../src/policies/suite-run.ts';
import { constraint, object, template } from './make.ts';
import { writeDocuments } from './world.ts';

const PLACE = { namespace: 'default' };
const pod = (name: string, ...containers: readonly string[]): JsonObject =>
  object('Pod', name, { spec: { containers: containers.map((one) => ({ name: one })) } }, PLACE);
const review = (request: JsonObject): JsonObject => ({
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  request: { kind: { group: '', version: 'v1', kind: 'Pod' }, ...request },
});

const FILES: Readonly<Record<string, readonly JsonObject[]>> = {
  template: [
    template(
      'MaxContainers',
      {
        validations: [
          {
            expression: 'size(variables.anyObject.spec.containers) <= variables.params.most',
            messageExpression: '"too many in " + variables.anyObject.metadata.name',
          },
          { expression: 'request.operation != "DELETE"', message: 'nothing is deleted' },
          { expression: '!has(request.userInfo.username) || request.userInfo.username != "eve"', message: 'not eve' },
          { expression: 'oldObject == null || object == null || oldObject.spec == object.spec', message: 'no changes' },
        ],
      },
      { type: 'object', properties: { most: { type: 'integer', default: 1 } } },
    ),
  ],
  constraint: [
    constraint('MaxContainers', 'most', { match: { kinds: [{ apiGroups: [''], kinds: ['Pod'] }] }, parameters: {} }),
  ],
  expansion: [
    {
      apiVersion: 'expansion.gatekeeper.sh/v1alpha1',
      kind: 'ExpansionTemplate',
      metadata: { name: 'deployments' },
      spec: {
        applyTo: [{ groups: ['apps'], versions: ['v1'], kinds: ['Deployment'] }],
        templateSource: 'spec.template',
        generatedGVK: { group: '', version: 'v1', kind: 'Pod' },
      },
    },
  ],
  good: [pod('good', 'a')],
  bad: [pod('bad', 'a', 'b')],
  two: [pod('one', 'a'), pod('other', 'a')],
  deployment: [
    object(
      'apps/v1 Deployment',
      'web',
      { spec: { template: { spec: { containers: [{ name: 'a' }, { name: 'b' }] } } } },
      PLACE,
    ),
  ],
  deleted: [review({ operation: 'DELETE', oldObject: pod('gone', 'a', 'b') })],
  eve: [review({ operation: 'CREATE', userInfo: { username: 'eve' }, object: pod('hers', 'a') })],
  changed: [
    review({ operation: 'UPDATE', userInfo: { username: 'bob' }, object: pod('his', 'a'), oldObject: pod('his', 'b') }),
  ],
};

/** What cases assert, by the file that they judge. */
const CASES: readonly (readonly [file: string, ...assertions: readonly JsonObject[]])[] = [
  ['good', { violations: 'no' }],
  ['good', { violations: 'yes' }],
  ['good', { violations: 0 }],
  ['good', { violations: 1 }],
  ['bad', { violations: 'no', message: '(' }],
  ['bad', { violations: 'yes' }],
  ['bad', {}],
  ['bad', { violations: 'no' }],
  ['bad', { violations: 1 }],
  ['bad', { violations: 2 }],
  ['bad', { violations: -1 }],
  ['bad', { violations: 'some' }],
  ['bad', { violations: '1' }],
  ['bad', { message: 'many in b.d$' }],
  ['bad', { message: 'MANY' }],
  ['bad', { message: '(?i)MANY', violations: 1 }],
  ['bad', { message: 'other', violations: 'no' }, { violations: 1 }],
  ['bad', { message: 'other', violations: 'no' }, { violations: 2 }],
  ['bad'],
  ['two', { violations: 'no' }],
  ['missing', { violations: 'no' }],
  ['deployment', { violations: 'no' }],
  ['deployment', { violations: 1 }],
  ['deleted', { violations: 2 }, { message: 'deleted', violations: 1 }],
  ['deleted', { violations: 'no' }],
  ['eve', { violations: 1, message: 'eve' }],
  ['changed', { violations: 1, message: '^no changes$' }],
];

function casesOf(): Json[] {
  return CASES.map(([file, ...assertions], i) => ({
    name: `${file}-${i}`,
    object: `${file}.yaml`,
    ...(assertions.length > 0 && { assertions: [...assertions] }),
  }));
}

const suite: JsonObject = {
  apiVersion: 'test.gatekeeper.sh/v1alpha1',
  kind: 'Suite',
  tests: [
    { name: 'plain', template: 'template.yaml', constraint: 'constraint.yaml', cases: casesOf() },
    {
      name: 'expanded',
      template: 'template.yaml',
      constraint: 'constraint.yaml',
      expansion: 'expansion.yaml',
      cases: casesOf(),
    },
  ],
};

/** Writes the suite with what it names. */
export function writeSuite(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, documents] of Object.entries(FILES)) writeDocuments(documents, join(folder, `${name}.yaml`));
  const file = join(folder, 'suite.yaml');
  writeFileSync(file, JSON.stringify(suite, null, 1));
  return file;
}

/** `test/case` of the cases that pass, in what `gator verify --verbose` prints. */
export function passedByGator(printed: string): string[] {
  let test = '';
  return printed.split('\n').flatMap((line) => {
    test = /^=== RUN {3}(\S+)$/.exec(line)?.[1] ?? test;
    const name = /^ {4}--- PASS: (\S+)/.exec(line)?.[1];
    return name === undefined ? [] : [`${test}/${name}`];
  });
}

/** The same of ours: cases all of whose assertions are read and hold. */
export function passedByUs(file: string): string[] {
  const { rows, problems } = runSuite(readSuite(file));
  const lines = new Set(problems.map(({ line }) => line));
  const names = new Set(rows.map(({ rule }) => rule));
  return [...names].filter((name) => {
    const own = rows.filter(({ rule }) => rule === name);
    return own.every(({ ok, line }) => ok && !lines.has(line));
  });
}
