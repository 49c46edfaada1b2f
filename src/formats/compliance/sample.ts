import type {
  AcceptedFinding,
  ComplianceReport,
  ControlAssessment,
  ControlFinding,
  FrameworkAssessment,
} from '../../model/compliance.ts';
import type { ControlStatus } from '../../model/report.ts';

/* One compliance report with a bit of everything. Test support. */

const NONE = { resources: 0, kinds: [], examples: [] };
const pod = { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web' };

export const COMPLIANCE_SAMPLE: ComplianceReport = {
  schema: 'castellan.compliance/v1',
  tool: { name: 'castellan', version: '0.1.0', url: 'https://castellan.example' },
  target: 'k8s/',
  date: '2026-11-21',
  kubernetes: '1.36',
  failOn: 'high',
  verdict: 'findings',
  files: 3,
  resources: 12,
  frameworks: [
    framework('cis-sample', [
      control('1.1', 'pass', { section: 'Pods', level: '1', assessment: 'automated', accepted: [accepted('f2', 7)] }),
      control('1.2', 'fail', { section: 'Pods', level: '2', findings: [finding('f1', 4), finding('f3', 12)] }),
      control('1.10', 'partly', { section: 'Pods', missing: [{ rule: 'host-ipc', reason: 'nothing was scanned' }] }),
      control('2.1', 'unknown', { section: 'Nodes', missing: [{ rule: 'host-pid', reason: 'a file was not read' }] }),
      control('2.2', 'not-covered', { section: 'Nodes', evidence: NONE }),
      control('2.3', 'manual', { section: 'Nodes', rules: [], evidence: NONE, manual: 'Ask who holds the key.' }),
    ]),
    framework('house', [control('ours/1', 'pass', {})], {
      extends: 'CIS Sample 1.12',
      excluded: [{ id: '9', title: 'Nothing is done', reason: 'We do things.' }],
    }),
  ],
  gaps: [{ code: 'missing-helper', message: 'The chart was not scanned: helm is not installed.', file: 'charts/a' }],
  exceptionProblems: [
    { code: 'expired', message: 'The exception for host-pid ended on 2026-10-01.', place: place(30) },
  ],
  rules: {
    'host-pid': {
      id: 'host-pid',
      title: 'Pod shares the process namespace of its node',
      severity: 'high',
      category: 'pod',
      why: 'Processes of the pod see every process of the node.',
      remedy: 'Remove hostPID.',
      references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
      docs: 'https://castellan.example/docs/rules/host-pid.md',
    },
  },
  comparison: [
    {
      id: 'cis-sample',
      before: { version: '1.11', score: 100, coverage: 17 },
      after: { version: '1.12', score: 50, coverage: 33 },
      changes: [
        { id: '1.2', title: 'Control 1.2', before: 'pass', after: 'fail' },
        { id: '1.3', title: 'Control 1.3', before: 'pass', after: undefined },
      ],
      appeared: [finding('f1', 4)],
      resolved: [finding('f0', 2)],
    },
  ],
};

function framework(
  id: string,
  controls: readonly ControlAssessment[],
  more: Partial<FrameworkAssessment> = {},
): FrameworkAssessment {
  const counts = { fail: 0, pass: 0, partly: 0, unknown: 0, 'not-covered': 0, manual: 0 };
  for (const { status } of controls) counts[status]++;
  return {
    id,
    title: 'CIS Sample',
    version: '1.12',
    url: 'https://www.cisecurity.org/',
    score: 50,
    coverage: 33,
    counts,
    controls,
    excluded: [],
    ...more,
  };
}

function control(id: string, status: ControlStatus, more: Partial<ControlAssessment>): ControlAssessment {
  return {
    id,
    title: `Control ${id}`,
    status,
    rules: ['host-pid'],
    evidence: { resources: 1, kinds: [{ kind: 'Pod', count: 1 }], examples: [{ subject: pod, place: place(1) }] },
    missing: [],
    findings: [],
    accepted: [],
    ...more,
  };
}

function finding(fingerprint: string, line: number): ControlFinding {
  return {
    rule: 'host-pid',
    severity: 'high',
    message: 'hostPID is true',
    subject: pod,
    place: place(line),
    fingerprint,
  };
}

function accepted(fingerprint: string, line: number): AcceptedFinding {
  const exception = {
    rules: ['host-pid'],
    reason: 'reads process lists',
    owner: 'sre',
    until: '2027-01-31',
    kind: 'config',
    place: place(20),
  } as const;
  return { ...finding(fingerprint, line), exception };
}

function place(line: number) {
  return { file: 'k8s/web.yaml', line, column: 3, endLine: line, endColumn: 10 };
}
