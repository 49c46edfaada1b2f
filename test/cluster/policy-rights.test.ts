import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isUrlRequest, requestText, type AccessRequest } from '../../src/access/authorizer/request.ts';
import { accountUserName, type User } from '../../src/access/authorizer/users.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import { connect } from '../../src/kube/connect.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Report } from '../../src/model/report.ts';
import { castellan, folder } from '../cli/run.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { review, sentinels, settled } from './access-review.ts';
import { generateRequest, generateWorld, type Random, randomFrom } from './access-worlds.ts';
import { openApi, type Api } from './admission-client.ts';
import { inParallel } from './admission-run.ts';

const WORLDS = 4;
const QUESTIONS = 120;
const ACCOUNTS = 'system:serviceaccounts';

/** What an account may do, asked by a policy of the config map that holds the question. */
interface Question {
  readonly name: string;
  readonly account: { readonly namespace: string; readonly name: string };
  readonly request: AccessRequest;
}

const ACCOUNT = 'authorizer.serviceAccount(object.data.accountNamespace, object.data.account)';
const RESOURCE =
  '.group(object.data.group).resource(object.data.resource).subresource(object.data.subresource)' +
  '.namespace(object.data.namespace).name(object.data.name).check(object.data.verb).allowed()';
const EXPRESSION = `has(object.data.url) ? ${ACCOUNT}.path(object.data.url).check(object.data.verb).allowed() : ${ACCOUNT}${RESOURCE}`;
const API = 'admissionregistration.k8s.io/v1';
const POLICY: readonly JsonObject[] = [
  {
    apiVersion: API,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'rights' },
    spec: {
      matchConstraints: {
        objectSelector: { matchLabels: { question: 'yes' } },
        resourceRules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['configmaps'] },
        ],
      },
      validations: [{ expression: EXPRESSION, message: 'the account may not' }],
    },
  },
  {
    apiVersion: API,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'rights' },
    spec: { policyName: 'rights', validationActions: ['Deny'] },
  },
];

const list = (items: readonly JsonObject[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

/** Nobody gave this account any right: the policy is in force once it is refused. */
const NOTHING: Question = {
  name: 'nothing',
  account: { namespace: 'default', name: 'nobody' },
  request: { verb: 'delete', group: '', resource: 'secrets', subresource: '', namespace: 'default', name: '' },
};

function questionsOf(random: Random): { objects: JsonObject[]; questions: Question[] } {
  const worlds = Array.from({ length: WORLDS }, (_, i) => generateWorld(`r${i}`, random));
  const questions = worlds.flatMap((world, w) =>
    Array.from({ length: QUESTIONS }, (_, q) => ({
      name: `r${w}-${q}`,
      account: { namespace: world.namespaces[random(3)]!, name: ['default', 'web'][random(2)]! },
      request: generateRequest(world, random),
    })),
  );
  return { objects: worlds.flatMap(({ objects }) => objects), questions: [...questions, NOTHING] };
}

function configMapOf({ name, account, request }: Question): JsonObject {
  const metadata = { name, namespace: 'default', labels: { question: 'yes' } };
  const data = { ...request, account: account.name, accountNamespace: account.namespace };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
}

/** The account as expressions ask for it: in the groups of accounts, and not in that of all who are authenticated. */
function userOf({ account: { namespace, name } }: Question): User {
  return { name: accountUserName(namespace, name), groups: [ACCOUNTS, `${ACCOUNTS}:${namespace}`] };
}

describe.skipIf(missingBinaries())('rights that policies ask for, beside a real API server', () => {
  let plane: ControlPlane;
  let client: KubeClient;
  let api: Api;
  const cwd = folder({});
  const { objects, questions } = questionsOf(randomFrom(20261122));
  const sorted = (names: Iterable<string>) => [...names].sort();

  /** Whether the policy on the server lets the config map be written as it is. */
  async function admitted(question: Question): Promise<boolean> {
    const path = `/api/v1/namespaces/default/configmaps/${question.name}?dryRun=All`;
    const { status, body } = await api.send('PUT', path, { body: configMapOf(question) });
    if (status !== 200 && !JSON.stringify(body).includes('the account may not')) throw new Error(JSON.stringify(body));
    return status === 200;
  }

  beforeAll(async () => {
    plane = await startControlPlane();
    client = await connect({ kubeconfig: plane.kubeconfig, budget: { concurrent: 8, perSecond: 2000 } });
    api = await openApi(plane);
    await plane.kubectl(['create', '-f', '-'], list([...objects, ...questions.map(configMapOf), ...sentinels()]));
    await plane.kubectl(['create', '-f', '-'], list(POLICY));
    writeFileSync(join(cwd, 'policy.json'), list(POLICY));
    await settled(client);
    await vi.waitUntil(async () => !(await admitted(NOTHING)), { timeout: 30_000, interval: 100 });
  });
  afterAll(async () => {
    client?.close();
    api?.close();
    await plane?.stop();
  });

  it('are those of SubjectAccessReview, of the policy on the server, and of a scan of the cluster and its snapshot', async () => {
    const [reviewed, denied] = [new Set<string>(), new Set<string>()];
    await inParallel(questions, async (question) => {
      if (!(await review(client, userOf(question), question.request))) reviewed.add(question.name);
      if (!(await admitted(question))) denied.add(question.name);
    });

    const taken = await castellan(['snapshot', '-o', 'cluster.jsonl', '--kubeconfig', plane.kubeconfig], { cwd });
    const scans = await Promise.all(
      [['cluster', '--kubeconfig', plane.kubeconfig], ['cluster.jsonl']].map((target) =>
        castellan(['scan', ...target, '--policies', 'policy.json', '-f', 'json'], { cwd }),
      ),
    );
    const reports = scans.map(({ stdout }) => JSON.parse(stdout) as Report);
    const found = reports.map(({ findings }) =>
      sorted(findings.flatMap(({ rule, subject }) => (rule.startsWith('policy/') ? [subject.name] : []))),
    );

    expect(taken.code).toBe(0);
    expect(sorted(denied)).toEqual(sorted(reviewed));
    expect(found).toEqual([sorted(denied), sorted(denied)]);
    expect(reports.map(({ gaps }) => gaps)).toEqual([[], []]);
    expect(questions.length - denied.size).toBeGreaterThan(20);
    expect(denied.size).toBeGreaterThan(200);
  });

  it('are asked of resources and of paths', () => {
    const paths = questions.filter(({ request }) => isUrlRequest(request));

    expect(paths.length).toBeGreaterThan(10);
    expect(new Set(questions.map(({ request }) => requestText(request))).size).toBeGreaterThan(QUESTIONS);
  });
});
