import { describe, expect, it } from 'vitest';
import { helper } from './helpers.ts';
import { HOST_PID } from './manifests.ts';
import { castellan, folder, put, reportOf } from './run.ts';

const helm = helper('helm');

const CHART = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';
const HELPERS = `{{- define "shop.labels" -}}
app: {{ .Chart.Name }}
tier: web
{{- end }}
{{- define "shop.security" -}}
allowPrivilegeEscalation: true
privileged: {{ .Values.privileged }}
{{- end }}
`;
/** Line 19 says the security context by a helper, line 25 by toYaml. */
const DEPLOYMENT = `{{- /* a comment
of two lines */ -}}
{{- if .Values.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}-web
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  template:
    spec:
      hostPID: {{ .Values.hostPID }}
      containers:
        {{- range $i, $name := .Values.containers }}
        - name: {{ $name }}
          image: "example/{{ $name }}:1"
          securityContext:
            {{- include "shop.security" $ | nindent 12 }}
        {{- end }}
        - name: last
          image: example/last:1
          {{- with .Values.lastSecurity }}
          securityContext:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          env:
            - name: A
              value: b
      hostNetwork: true
{{- end }}
`;
const VALUES =
  'enabled: true\nhostPID: true\nprivileged: false\ncontainers: [one, two]\nlastSecurity:\n  runAsUser: 0\n  privileged: true\n';

const chart = (files: Readonly<Record<string, string>> = {}) =>
  folder({
    'shop/Chart.yaml': CHART,
    'shop/values.yaml': VALUES,
    'shop/templates/_helpers.tpl': HELPERS,
    'shop/templates/web.yaml': DEPLOYMENT,
    ...files,
  });

const RULES = ['host-pid', 'host-network', 'privileged-container'].flatMap((id) => ['-r', id]);

async function placesIn(cwd: string, args: readonly string[] = []): Promise<string[]> {
  const ran = await castellan(['scan', '-f', 'json', ...RULES, ...args], { cwd, env: { CASTELLAN_HELM: helm ?? '' } });
  const { findings, gaps } = reportOf(ran.stdout);
  expect(gaps).toEqual([]);
  return findings.map(({ rule, place }) => `${rule} ${place.file}:${place.line}`).sort();
}

describe.skipIf(!helm)('charts are rendered by helm, and findings point into the templates', () => {
  it('at plain lines, conditions, helpers, loops and toYaml blocks', async () => {
    const cwd = chart({ 'shop/values.yaml': VALUES.replace('privileged: false', 'privileged: true') });

    expect(await placesIn(cwd)).toEqual([
      'host-network shop/templates/web.yaml:30',
      'host-pid shop/templates/web.yaml:13',
      'privileged-container shop/templates/web.yaml:19',
    ]);
  });

  it('at a toYaml block', async () => {
    expect(await placesIn(chart())).toContain('privileged-container shop/templates/web.yaml:25');
  });

  it('by values files and --set, of flags and of the config', async () => {
    const cwd = chart({ 'ci/prod.yaml': 'hostPID: false\n' });
    const configured = chart({
      'ci/prod.yaml': 'hostPID: false\n',
      '.castellan.yaml': 'helm: { values: [ci/prod.yaml], set: [lastSecurity.privileged=false] }\n',
    });

    expect(await placesIn(cwd, ['--values', 'ci/prod.yaml'])).not.toContain('host-pid shop/templates/web.yaml:13');
    expect(await placesIn(cwd, ['--set', 'hostPID=false'])).not.toContain('host-pid shop/templates/web.yaml:13');
    expect(await placesIn(configured)).toEqual(['host-network shop/templates/web.yaml:30']);
  });

  it('in subcharts', async () => {
    const cwd = chart({
      'shop/Chart.yaml': `${CHART}dependencies:\n  - name: inner\n    version: 1.0.0\n`,
      'shop/charts/inner/Chart.yaml': CHART.replace('shop', 'inner'),
      'shop/charts/inner/templates/pod.yaml': HOST_PID.replace('name: bad', 'name: {{ .Release.Name }}'),
    });

    expect(await placesIn(cwd)).toContain('host-pid shop/charts/inner/templates/pod.yaml:7');
  });

  it('with several documents in one template, CRLF and a file of CRDs', async () => {
    const cwd = chart({
      'shop/templates/two.yaml': `${HOST_PID}---\n${HOST_PID.replace('name: bad', 'name: second')}`.replaceAll(
        '\n',
        '\r\n',
      ),
    });

    const places = await placesIn(cwd);

    const second = HOST_PID.split('\n').length + 7;
    expect(places).toContain('host-pid shop/templates/two.yaml:7');
    expect(places).toContain(`host-pid shop/templates/two.yaml:${second}`);
  });

  it('a chart next to manifests, and a chart that is the target itself', async () => {
    const cwd = chart({ 'plain.yaml': HOST_PID });

    expect(await placesIn(cwd)).toEqual(
      expect.arrayContaining(['host-pid plain.yaml:7', 'host-pid shop/templates/web.yaml:13']),
    );
    expect(await placesIn(cwd, ['shop'])).toContain('host-pid shop/templates/web.yaml:13');
    expect(await placesIn(cwd, ['shop/Chart.yaml'])).toContain('host-pid shop/templates/web.yaml:13');
  });

  it.each([
    ['a value that is required', '{{ required "a host is required" .Values.host }}', 'a host is required'],
    ['a template that does not parse', '{{ if }}', 'web.yaml'],
    ['YAML that is none', 'a: [', 'web.yaml'],
  ])('a chart that fails by %s is a gap with the words of helm', async (_, template, words) => {
    const cwd = chart({ 'z.yaml': HOST_PID });
    put(cwd, 'shop/templates/web.yaml', template);

    const ran = await castellan(['scan', '-f', 'json', ...RULES], { cwd, env: { CASTELLAN_HELM: helm ?? '' } });

    const { gaps, findings } = reportOf(ran.stdout);
    expect(findings).toHaveLength(1);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatchObject({ code: 'helper-failed', file: 'shop/Chart.yaml' });
    expect(gaps[0]?.message).toContain(words);
    expect(gaps[0]?.message.length).toBeLessThan(400);
  });

  it('no fix is offered for what a template wrote', async () => {
    const cwd = chart();

    const ran = await castellan(['fix', '--unsafe', ...RULES], { cwd, env: { CASTELLAN_HELM: helm ?? '' } });

    expect(ran.stderr).toMatch(/Nothing to fix; \d+ fixes of what is rendered or live must be made in the source/);
  });
});

describe('without helm', () => {
  it('a chart is a gap that says what to do, and the rest is scanned', async () => {
    const cwd = chart({ 'z.yaml': HOST_PID });
    const env = { CASTELLAN_HELM: '/nowhere/helm' };

    const { stdout } = await castellan(['scan', '-f', 'json', ...RULES], { cwd, env });
    const { code } = await castellan(['scan', 'shop'], { cwd, env });

    expect(reportOf(stdout).gaps).toMatchObject([
      { code: 'missing-helper', file: 'shop/Chart.yaml', hint: expect.stringContaining('helm') },
    ]);
    expect(reportOf(stdout).findings).toHaveLength(1);
    expect(code).toBe(3);
  });
});
