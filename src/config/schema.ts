import { z } from 'zod';
import { SEVERITIES } from '../model/severity.ts';
import { isDate } from '../std/date.ts';

const severity = z.enum(SEVERITIES);
const isoDate = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, 'must be a date like 2027-01-31')
  .refine((text) => isDate(text), 'is a date that does not exist');

const rule = z.union(
  [
    z.literal('off'),
    severity,
    z
      .strictObject({
        severity: severity.optional().describe('Overrides the severity of the rule.'),
        enabled: z.boolean().optional().describe('true runs a rule that the profile leaves out; false leaves it out.'),
        parameters: z.record(z.string(), z.json()).optional().describe("Overrides the rule's parameters."),
      })
      .describe('Settings of one rule.'),
  ],
  { error: 'must be off, a severity, or settings (severity, enabled, parameters)' },
);

const exception = z.strictObject({
  rules: z.array(z.string()).min(1).describe('Rule ids; `*` stands for all.'),
  files: z.array(z.string()).optional().describe('Globs over file paths from the root.'),
  resources: z
    .array(z.string())
    .optional()
    .describe('Globs over `Kind/namespace/name` (`DaemonSet/monitoring/*`), `Kind/name` without a namespace.'),
  reason: z.string().min(1).describe('Why this is acceptable. Required.'),
  until: isoDate.optional().describe('Last day on which it holds.'),
  owner: z.string().optional().describe('Who answers for it.'),
});

export const ownRule = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by -'),
  title: z.string().min(1),
  severity: severity.default('medium'),
  kinds: z
    .array(z.string())
    .min(1)
    .describe('Resource types (`Deployment`, `Rollout.argoproj.io`), `Workload` for all that make pods, or `*`.'),
  when: z.string().optional().describe('CEL: the rule looks only at objects for which this is true.'),
  assert: z.string().describe('CEL: must be true; variables: object, and container with forEach: container.'),
  forEach: z.enum(['object', 'container']).default('object'),
  path: z.string().optional().describe('Where to point: `spec.replicas`; relative to the container with forEach.'),
  message: z.string().optional(),
  why: z.string().optional(),
  remedy: z.string().optional(),
});

const labels = z.record(z.string(), z.string());

const segments = z.strictObject({
  groups: z
    .record(
      z.string(),
      z.array(
        z.strictObject({
          namespaces: z.array(z.string()).optional().describe('Globs over names of namespaces.'),
          namespaceLabels: labels.optional().describe('Labels that the namespace has.'),
          pods: labels.optional().describe('Labels that the pods have.'),
          addresses: z.array(z.string()).optional().describe('Blocks of addresses outside of the cluster.'),
          external: z.boolean().optional().describe('true stands for everything outside of the cluster.'),
        }),
      ),
    )
    .describe('Segments by name: each a list of parts, within which all that is said must hold.'),
  allow: z
    .array(
      z.strictObject({
        from: z.string(),
        to: z.string(),
        ports: z
          .array(z.union([z.string(), z.number()]))
          .optional()
          .describe('443, 8000-8080, UDP/53; every port where nothing is said.'),
      }),
    )
    .optional()
    .describe('Which segments may talk to which; others may not.'),
  isolated: z
    .array(z.string())
    .optional()
    .describe('Segments that nobody else may reach at all, not even what is in no segment.'),
});

/** `.castellan.yaml`. Every key has a flag and an environment variable where one value makes sense. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    profile: z.enum(['recommended', 'all']).optional().describe('Which rules run: what really matters, or every one.'),
    kubernetes: z
      .union([z.string().regex(/^v?1\.\d+(\.\d+)?$/, 'must be a version like "1.34"'), z.number()])
      .optional()
      .describe('Kubernetes version that the manifests are meant for.'),
    failOn: z
      .enum([...SEVERITIES, 'none'])
      .optional()
      .describe('Exit with 1 when a finding is at least this severe.'),
    rules: z.record(z.string(), rule).optional(),
    exceptions: z.array(exception).optional(),
    ignore: z.array(z.string()).optional().describe('Globs of files that are not scanned.'),
    versions: z.string().optional().describe('File with newer data about releases and their vulnerabilities.'),
    baseline: z.string().optional().describe('File with the findings that are known and accepted for now.'),
    frameworks: z
      .array(z.string())
      .optional()
      .describe('Frameworks to judge by: ids, or files of your own (`./our-baseline.yaml`, relative to the config).'),
    workloads: z
      .record(z.string(), z.string())
      .optional()
      .describe('Own kinds that make pods: type to path of the pod template, `Widget.acme.io: spec.template`.'),
    policies: z
      .array(z.string())
      .optional()
      .describe('Files and folders of policies (Kyverno, admission policies) to judge by, relative to the config.'),
    paths: z
      .boolean()
      .optional()
      .describe('Whether a scan tells which findings lie on an attack path to a crown jewel.'),
    crownJewels: z
      .array(z.string().min(1))
      .optional()
      .describe(
        'What attack paths must not lead to, besides cluster-admin, nodes and the secrets of kube-system: `namespace/payments`, `secret/shop/*`.',
      ),
    segments: segments.optional().describe('Groups of workloads and addresses, and which of them may talk.'),
    customRules: z.array(ownRule).optional().describe('Own rules in CEL.'),
    helm: z
      .strictObject({
        values: z.array(z.string()).optional().describe('Values files, relative to the config.'),
        set: z.array(z.string()).optional().describe('key=value overrides.'),
      })
      .optional(),
    terraform: z
      .strictObject({
        varFiles: z.array(z.string()).optional().describe('Files of variables, relative to the config.'),
        vars: z.array(z.string()).optional().describe('name=value of variables.'),
      })
      .optional(),
  })
  .describe('Configuration of Castellan');

export type Config = z.infer<typeof configSchema>;
export type RuleSetting = z.infer<typeof rule>;
