import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { castellan, folder } from './run.ts';

const POLICY = `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: labels}
spec:
  rules:
    - name: team
      match: {any: [{resources: {kinds: [ConfigMap]}}]}
      validate: {message: a team is needed, pattern: {metadata: {labels: {team: '?*'}}}}
    - name: add
      match: {any: [{resources: {kinds: [ConfigMap]}, clusterRoles: [admin]}]}
      mutate: {patchStrategicMerge: {metadata: {labels: {added: 'true'}}}}
`;
const OBJECTS = `apiVersion: v1
kind: ConfigMap
metadata: {name: one}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: two, labels: {team: a}}
`;
const FILES = { 'policies/labels.yaml': POLICY, 'k8s/objects.yaml': OBJECTS };
const APPLY = ['policy', 'apply', 'policies', '-r', 'k8s'];

describe('castellan policy apply', () => {
  it('ends with 1 where a rule fails, and with the code of warnings where audits only warn', async () => {
    const cwd = folder(FILES);

    const failed = await castellan(APPLY, { cwd });
    const warned = await castellan([...APPLY, '--audit-warn', '--warn-exit-code', '4'], { cwd });

    expect(failed.stdout).toContain('fail  labels/team');
    expect([failed.code, failed.stderr]).toEqual([1, '']);
    expect(warned.stdout).toContain('warn  labels/team');
    expect(warned.code).toBe(4);
  });

  it('writes what was changed into a folder, a file for each object', async () => {
    const cwd = folder(FILES);

    await castellan([...APPLY, '--user', 'root', '--cluster-role', 'admin', '-f', 'yaml', '-o', 'changed/'], { cwd });

    expect(readdirSync(join(cwd, 'changed'))).toEqual(['configmap-one.yaml', 'configmap-two.yaml']);
    expect(readFileSync(join(cwd, 'changed/configmap-one.yaml'), 'utf8')).toContain('added: "true"');
  });

  it('writes SARIF with the rule, the place and the policy', async () => {
    const cwd = folder(FILES);

    const { stdout } = await castellan([...APPLY, '-f', 'sarif'], { cwd });

    const log = JSON.parse(stdout) as { runs: { results: unknown[]; tool: { driver: { rules: unknown[] } } }[] };
    expect(log.runs[0]?.results).toMatchObject([
      {
        ruleId: 'policy/labels/team',
        locations: [{ physicalLocation: { artifactLocation: { uri: 'k8s/objects.yaml' }, region: { startLine: 3 } } }],
        relatedLocations: [{ physicalLocation: { artifactLocation: { uri: 'policies/labels.yaml' } } }],
      },
    ]);
    expect(log.runs[0]?.tool.driver.rules).toHaveLength(1);
  });

  it.each(['terminal', 'json', 'yaml', 'junit', 'policy-report', 'open-report'])(
    'tells what was not looked at beside or in the format %s',
    async (format) => {
      const selecting = POLICY.replace(
        'kinds: [ConfigMap]',
        'kinds: [ConfigMap], namespaceSelector: {matchLabels: {a: b}}',
      );
      const cwd = folder({
        ...FILES,
        'policies/labels.yaml': selecting,
        'k8s/broken.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: [\n',
      });

      const { code, stdout, stderr } = await castellan([...APPLY, '-f', format], { cwd });

      expect(code).toBe(3);
      expect(`${stdout}${stderr}`).toContain('depends on labels of namespaces that were not read: default.');
      expect(`${stdout}${stderr}`).toContain('k8s/broken.yaml');
    },
  );

  it('says what is wrong with the command line', async () => {
    const cwd = folder(FILES);

    const ran = await Promise.all([
      castellan(['policy', 'apply', 'policies'], { cwd }),
      castellan(['policy', 'apply', 'k8s', '-r', 'k8s'], { cwd }),
      castellan([...APPLY, '--set', 'a'], { cwd }),
      castellan([...APPLY, '-f', 'values.yaml'], { cwd }),
      castellan([...APPLY, '-f', 'xml'], { cwd }),
    ]);

    expect(ran.map(({ code, stderr }) => `${code} ${stderr.split('\n')[0]}`)).toEqual([
      '2 castellan: There is nothing to apply the policies to.',
      '2 castellan: There are no policies at k8s.',
      '2 castellan: "a" is no value of a variable.',
      expect.stringMatching(/^2 castellan: "values.yaml" is a file, and -f takes a format: terminal, /),
      expect.stringMatching(/^2 error: option .* argument 'xml' is invalid\. Allowed choices are terminal, /),
    ]);
    expect(ran[3]?.stderr).toContain('--values values.yaml');
  });
});
