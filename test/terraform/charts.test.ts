import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { gaps, read } from './world.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const helm = join(homedir(), '.cache/castellan-tools/helm');

describe('charts', () => {
  const CHART = {
    'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'charts/web/values.yaml': 'hostNetwork: false\nname: none\nreplicas: 1\n',
    'charts/web/templates/pod.yaml':
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}-{{ .Values.replicas }}\nspec:\n  hostNetwork: {{ .Values.hostNetwork }}\n',
  };
  const release = (more: string) => `
variable "unknown" {}
resource "helm_release" "web" {
  name  = "web"
  chart = "\${path.module}/charts/web"
  ${more}
}
`;

  it.skipIf(!existsSync(helm))('on disk are rendered as they are installed, and only so', async () => {
    vi.stubEnv('CASTELLAN_HELM', helm);
    const more =
      'values = [yamlencode({ hostNetwork = true, name = "a" })]\n  set {\n    name  = "replicas"\n    value = 3\n  }';

    const found = await read({ ...CHART, 'main.tf': release(more) });

    const pods = found.resources.filter(({ type }) => type === 'Pod');
    expect(pods.map(({ name }) => name)).toEqual(['a-3']);
    expect(pods[0]?.origin.locate(['spec', 'hostNetwork'])).toMatchObject({
      file: 'charts/web/templates/pod.yaml',
      line: 6,
    });
    expect(found.gaps).toEqual([]);
  });

  it.skipIf(!existsSync(helm))('with values that are not known are rendered without those', async () => {
    vi.stubEnv('CASTELLAN_HELM', helm);

    const found = await read({ ...CHART, 'main.tf': release('values = [var.unknown, "name: b"]') });

    expect(found.resources.filter(({ type }) => type === 'Pod').map(({ name }) => name)).toEqual(['b-1']);
    expect(gaps(found)).toEqual([
      'unknown-value main.tf:3 helm_release.web: some of its values are not known, so the chart was rendered without them.',
    ]);
  });

  it('that are not on disk are a gap', async () => {
    const found = await read({
      'main.tf':
        'resource "helm_release" "r" {\n  chart      = "nginx"\n  repository = "https://example.com/charts"\n}\n',
    });

    expect(gaps(found)).toEqual([
      'unsupported main.tf:1 helm_release.r: the chart nginx is not on disk, so what it installs was not looked at.',
    ]);
  });
});
