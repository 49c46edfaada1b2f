import type { Finding } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { ControlResult, FrameworkResult, Report, RuleInfo } from '../model/report.ts';
import type { Ref } from '../model/resource.ts';
import { SOURCES } from './sample-sources.ts';

/* One report with a bit of everything, for the golden files. Test support. */

const checkout = ref('apps/v1', 'Deployment', 'shop', 'checkout');
const agent = ref('apps/v1', 'DaemonSet', 'ops', 'node-agent');
const binding = ref('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', '', 'ci-admin');
const runner = ref('apps/v1', 'Deployment', 'ci', 'runner');
const service = ref('v1', 'Service', 'shop', 'größe');
const dockerfile = ref('', 'Dockerfile', '', '');

const RULES: readonly RuleInfo[] = [
  rule('privileged-container', 'Container runs privileged', 'critical', 'pod', {
    why: 'A privileged container sees every device and kernel interface of the node. Whoever breaks into it owns the node and every pod on it.',
    remedy: 'Drop privileged and grant only the capabilities that the program needs.',
    references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  }),
  rule('cluster-admin-binding', 'Subject is bound to cluster-admin', 'high', 'access', {
    why: 'Who holds this token can read every secret and change every object of the cluster.',
    remedy: 'Bind a role that lists only the verbs and resources that the subject uses.',
    references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
  }),
  rule('host-pid', 'Pod shares the host process namespace', 'high', 'pod', {
    why: 'Processes of the pod can see, signal and inspect every process of the node, with their environment.',
    remedy: 'Remove hostPID.',
    references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  }),
  rule('secret-in-environment', 'Secret written into the manifest', 'high', 'secrets', {
    why: 'Everyone who can read the repository, the object or the process has the secret.',
    remedy: 'Put the value into a Secret or an external store and refer to it with valueFrom.',
    references: ['https://kubernetes.io/docs/concepts/configuration/secret/'],
  }),
  rule('image-latest-tag', 'Image has no fixed version', 'medium', 'image', {
    why: 'What runs changes whenever the tag is pushed, so nobody can say what was running or roll back to it.',
    remedy: 'Name a version tag, better a digest.',
    references: ['https://kubernetes.io/docs/concepts/containers/images/'],
  }),
  rule('allow-privilege-escalation', 'Process may gain privileges', 'medium', 'pod', {
    why: 'A setuid binary in the image turns a foothold into root of the container.',
    remedy: 'Set allowPrivilegeEscalation: false.',
    references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  }),
  rule('memory-limit-missing', 'No memory limit', 'low', 'resources', {
    why: 'One leak can take the memory of the whole node.',
    remedy: 'Set resources.limits.memory.',
    references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  }),
  rule('user-root', 'Image runs as root', 'low', 'dockerfile', {
    why: 'A process that escapes from the container is root on the node unless user namespaces are on.',
    remedy: 'Add a USER instruction with a numeric user.',
    references: ['https://docs.docker.com/reference/dockerfile/#user'],
  }),
  rule('owner-label-missing', 'Nobody is named as owner', 'info', 'hygiene', {
    why: 'In an incident nobody knows whom to call.',
    remedy: 'Add the label that your organisation uses for the owning team.',
    references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/'],
  }),
  rule('load-balancer-open', 'Load balancer is open to the world', 'medium', 'network', {
    why: 'The service is reachable from every address of the internet.',
    remedy: 'Set loadBalancerSourceRanges.',
    references: ['https://kubernetes.io/docs/concepts/services-networking/service/'],
  }),
];

const AGENT = 'deploy/node-agent.yaml';
const CHECKOUT = 'deploy/checkout.yaml';

const FINDINGS: readonly Finding[] = [
  finding('image-latest-tag', checkout, place(CHECKOUT, 'image', 'registry.example/migrate'), {
    path: ['spec', 'template', 'spec', 'initContainers', 0, 'image'],
    message: 'init container migrate uses registry.example/migrate:latest',
    others: [
      {
        place: place(CHECKOUT, 'image', 'registry.example/checkout'),
        path: ['spec', 'template', 'spec', 'containers', 0, 'image'],
        message: 'container app uses registry.example/checkout, which has no tag',
      },
    ],
  }),
  finding('memory-limit-missing', checkout, place(CHECKOUT, 'resources'), {
    path: ['spec', 'template', 'spec', 'containers', 0, 'resources', 'limits', 'memory'],
    message: 'container app has no memory limit',
    baselined: true,
  }),
  finding('allow-privilege-escalation', checkout, place(CHECKOUT, 'allowPrivilegeEscalation'), {
    path: ['spec', 'template', 'spec', 'containers', 0, 'securityContext', 'allowPrivilegeEscalation'],
    message: 'container app sets allowPrivilegeEscalation: true',
    fix: {
      title: 'Set allowPrivilegeEscalation to false',
      safe: true,
      edits: [replacement(CHECKOUT, 'allowPrivilegeEscalation: true', 'allowPrivilegeEscalation: false')],
    },
  }),
  finding('secret-in-environment', checkout, place(CHECKOUT, 'value', 'value: correct-horse'), {
    path: ['spec', 'template', 'spec', 'containers', 0, 'env', 1, 'value'],
    message: 'container app has a literal value for DB_PASSWORD',
  }),
  finding('owner-label-missing', service, place('deploy/größe.yaml', 'metadata'), {
    path: ['metadata', 'labels', 'owner'],
    message: 'no owner label on größe',
  }),
  finding('host-pid', agent, place(AGENT, 'hostPID'), {
    path: ['spec', 'template', 'spec', 'hostPID'],
    message: 'hostPID is true',
    fix: { title: 'Remove hostPID', safe: false, edits: [replacement(AGENT, '      hostPID: true\n', '')] },
  }),
  finding('privileged-container', agent, place(AGENT, 'privileged: true'), {
    path: ['spec', 'template', 'spec', 'containers', 0, 'securityContext', 'privileged'],
    message: 'container agent sets privileged: true',
    covers: ['allow-privilege-escalation', 'capabilities-not-dropped'],
    fix: {
      title: 'Set privileged to false',
      safe: false,
      edits: [replacement(AGENT, 'privileged: true', 'privileged: false')],
    },
  }),
  finding('user-root', dockerfile, place('images/api/Dockerfile', 'FROM'), {
    path: ['stages', 0],
    message: 'the last stage has no USER, so it runs as root',
  }),
  finding('cluster-admin-binding', binding, place('rbac/ci.yaml', 'name: cluster-admin'), {
    path: ['roleRef', 'name'],
    message: 'ServiceAccount ci/ci is bound to cluster-admin',
    evidence: [
      {
        subject: runner,
        place: place('rbac/ci.yaml', 'serviceAccountName'),
        note: 'runs with the token of ServiceAccount ci/ci',
      },
    ],
  }),
];

const FRAMEWORK: FrameworkResult = {
  id: 'cis-kubernetes',
  title: 'CIS Kubernetes Benchmark',
  version: '1.11.1',
  url: 'https://www.cisecurity.org/benchmark/kubernetes',
  score: 33.3,
  coverage: 60,
  controls: [
    control('5.1.1', 'Ensure that the cluster-admin role is only used where required', 'fail', [
      'cluster-admin-binding',
    ]),
    control('5.2.2', 'Minimize the admission of privileged containers', 'fail', ['privileged-container']),
    control('5.2.5', 'Minimize the admission of containers wishing to share the host network', 'pass', [
      'host-network',
    ]),
    control('5.5.1', 'Configure image provenance', 'not-covered', []),
    {
      ...control('5.7.1', 'Create administrative boundaries between resources using namespaces', 'manual', []),
      manual: 'Only people know which teams need a boundary.',
    },
  ],
};

/** A report with every severity, others, covers, fixes, evidence, gaps, exceptions, a baseline and a framework. */
export const SAMPLE: Report = {
  schema: 'castellan.report/v1',
  tool: { name: 'castellan', version: '1.2.3', url: 'https://castellan.example' },
  target: 'platform',
  profile: 'recommended',
  kubernetes: '1.36',
  failOn: 'high',
  verdict: 'findings',
  summary: {
    files: 6,
    resources: 6,
    workloads: 3,
    rules: 92,
    findings: { critical: 1, high: 3, medium: 2, low: 2, info: 1 },
    fixable: 3,
    suppressed: 1,
    baselined: 1,
    gaps: 2,
  },
  findings: FINDINGS,
  gaps: [
    {
      code: 'syntax',
      message: 'The document is not valid YAML: a mapping value is not allowed here.',
      file: 'deploy/broken.yaml',
      place: { file: 'deploy/broken.yaml', line: 7, column: 12, endLine: 7, endColumn: 13 },
    },
    {
      code: 'missing-helper',
      message: 'The chart charts/web could not be rendered, since helm is not installed.',
      file: 'charts/web/Chart.yaml',
      hint: 'Install helm, or scan the output of `helm template`.',
    },
  ],
  suppressed: [
    {
      finding: finding('load-balancer-open', service, place('deploy/größe.yaml', 'type: LoadBalancer'), {
        path: ['spec', 'loadBalancerSourceRanges'],
        message: 'größe takes connections from 0.0.0.0/0',
      }),
      exception: {
        rules: ['load-balancer-open'],
        reason: 'public shop, behind the WAF',
        until: '2027-03-31',
        owner: 'shop-team',
        kind: 'comment',
        place: place('deploy/größe.yaml', '# castellan:ignore load-balancer-open -- public shop, behind the WAF'),
      },
    },
  ],
  exceptionProblems: [
    {
      code: 'unused',
      message: 'The exception for host-network silences nothing: remove it.',
      place: { file: '.castellan.yaml', line: 12, column: 5, endLine: 12, endColumn: 17 },
    },
  ],
  rules: Object.fromEntries(RULES.map((info) => [info.id, info])),
  frameworks: [FRAMEWORK],
};

/** A run that found files and nothing wrong in them. */
export const CLEAN: Report = {
  ...SAMPLE,
  verdict: 'clean',
  summary: {
    ...SAMPLE.summary,
    findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    fixable: 0,
    suppressed: 0,
    baselined: 0,
    gaps: 0,
  },
  findings: [],
  gaps: [],
  suppressed: [],
  exceptionProblems: [],
  rules: {},
  frameworks: [],
};

/** A run that found nothing to look at. */
export const EMPTY: Report = { ...CLEAN, summary: { ...CLEAN.summary, files: 0, resources: 0, workloads: 0 } };

/** A run that could not look at everything and found nothing in the rest. */
export const INCOMPLETE: Report = {
  ...CLEAN,
  verdict: 'incomplete',
  gaps: SAMPLE.gaps,
  summary: { ...CLEAN.summary, gaps: SAMPLE.gaps.length },
};

function ref(apiVersion: string, kind: string, namespace: string, name: string): Ref {
  return { apiVersion, kind, namespace, name };
}

function rule(
  id: string,
  title: string,
  severity: RuleInfo['severity'],
  category: RuleInfo['category'],
  rest: Pick<RuleInfo, 'why' | 'remedy' | 'references'>,
): RuleInfo {
  return { id, title, severity, category, ...rest, docs: `https://castellan.example/rules/${id}` };
}

function finding(
  id: string,
  subject: Ref,
  where: Place,
  rest: Pick<Finding, 'message' | 'path'> & Partial<Finding>,
): Finding {
  const { title, severity, category } = RULES.find((info) => info.id === id)!;
  const fingerprint = `${id}-${subject.name}`
    .replaceAll(/[^a-z]/g, '')
    .padEnd(32, '0')
    .slice(0, 32);
  return {
    rule: id,
    title,
    category,
    severity,
    subject,
    place: where,
    others: [],
    covers: [],
    evidence: [],
    fingerprint,
    ...rest,
  };
}

function control(id: string, title: string, status: ControlResult['status'], rules: readonly string[]): ControlResult {
  const findings = FINDINGS.filter((f) => status === 'fail' && rules.includes(f.rule));
  return {
    id,
    title,
    status,
    rules,
    findings: findings.map((f) => ({ rule: f.rule, message: f.message, place: f.place })),
    checkedResources: rules.length === 0 ? 0 : 3,
  };
}

/** The place of `needle` in a file, where it first stands on a line with `hint`. */
function place(file: string, needle: string, hint = needle): Place {
  const lines = (SOURCES[file] ?? '').split('\n');
  const index = lines.findIndex((line) => line.includes(needle) && line.includes(hint));
  if (index < 0) throw new Error(`${file} has no ${hint}`);
  const column = lines[index]!.indexOf(needle) + 1;
  return { file, line: index + 1, column, endLine: index + 1, endColumn: column + needle.length };
}

function replacement(file: string, before: string, text: string) {
  const start = (SOURCES[file] ?? '').indexOf(before);
  if (start < 0) throw new Error(`${file} has no ${before}`);
  return { start, end: start + before.length, text };
}
