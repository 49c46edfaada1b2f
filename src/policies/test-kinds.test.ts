import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runTests } from './test-run.ts';

const VALIDATING = 'apiVersion: policies.kyverno.io/v1\nkind: ValidatingPolicy';
const FILES: Readonly<Record<string, string>> = {
  'json.yaml': `${VALIDATING}\nmetadata: {name: json}\nspec: {evaluation: {mode: JSON}, validations: [{expression: object.size < 3}]}`,
  'http.yaml': `${VALIDATING}\nmetadata: {name: http}\nspec: {evaluation: {mode: HTTP}, validations: [{expression: 'object.attributes.method == "GET" ? http.Allowed().Response() : null'}]}`,
  'envoy.yaml': `${VALIDATING}\nmetadata: {name: envoy}\nspec: {evaluation: {mode: Envoy}, validations: [{expression: 'object.attributes.request.http.headers[?"x"].hasValue() ? envoy.Denied(403).Response() : null'}]}`,
  'called.yaml': `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: called}
spec:
  rules:
  - name: known
    match: {any: [{resources: {kinds: [ConfigMap]}}]}
    context:
    - {name: names, apiCall: {urlPath: /api/v1/namespaces, jmesPath: 'items[].metadata.name'}}
    - {name: most, globalReference: {name: limits.most}}
    validate:
      deny: {conditions: {any: [{key: '{{ request.namespace }}', operator: AnyNotIn, value: '{{ names }}'}, {key: '{{ length(request.object.data) }}', operator: GreaterThan, value: '{{ most }}'}]}}
`,
  'objects.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\ndata: {k: v}',
  'small.json': '{"size": 1}',
  'large.json': '{"size": 5}',
  'post.json': '{"attributes": {"method": "POST"}}',
  'envoy.json': '{"attributes": {"request": {"http": {"method": "GET"}}}}',
  'kyverno-test.yaml': `
kind: Test
policies: [json.yaml, http.yaml, envoy.yaml]
jsonPayloads: [large.json]
httpPayloads: [post.json]
envoyPayloads: [envoy.json]
results:
- {policy: json, kind: '', result: fail}
- {policy: http, kind: '', result: fail}
- {policy: envoy, kind: '', result: pass}
---
kind: Test
policies: [json.yaml]
jsonPayload: small.json
results: [{policy: json, isValidatingPolicy: true, kind: '', result: pass}]
---
kind: Test
policies: [called.yaml]
resources: [objects.yaml]
apiCallResponses: [{urlPath: /api/v1/namespaces, response: {body: {items: [{metadata: {name: shop}}]}}}]
globalContextEntries: [{name: limits, data: {of: {maps: 3}}, fieldPath: of, projections: [{name: most, path: maps}]}]
results:
- {policy: called, rule: known, resourceSpecs: [{version: v1, kind: ConfigMap, name: a, namespace: shop}], result: pass}
---
kind: Test
policies: [called.yaml]
resource: [objects.yaml]
results: []
`,
};

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'castellan-policies-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
});

afterAll(() => rmSync(folder, { recursive: true }));

it('each test of a file is run, with its payloads and its mocked world', () => {
  const reports = runTests(folder);

  const rows = reports.flatMap((report) => report.rows.map(({ policy, actual, ok }) => `${policy} ${actual} ${ok}`));
  expect(rows).toEqual(['json fail true', 'http fail true', 'envoy pass true', 'json pass true', 'called pass true']);
});

it('tells a misspelled entry', () => {
  const messages = runTests(folder).flatMap(({ problems }) => problems.map(({ message }) => message));

  expect(messages).toEqual(['A test has no "resource"; did you mean resources?']);
});
