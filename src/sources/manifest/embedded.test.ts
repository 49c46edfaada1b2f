import { describe, expect, it } from 'vitest';
import { readManifestText } from './read.ts';

const TEXT = `apiVersion: v1
kind: ConfigMap
metadata:
  name: kube-proxy
  namespace: kube-system
data:
  config.conf: |-
    apiVersion: kubeproxy.config.k8s.io/v1alpha1
    kind: KubeProxyConfiguration
    metricsBindAddress: 0.0.0.0:10249
  kubeconfig.conf: |-
    apiVersion: v1
    kind: Config
  notes: see kubeproxy.config.k8s.io/v1alpha1
`;

describe('configuration within ConfigMaps', () => {
  const { resources } = readManifestText('proxy.yaml', TEXT);

  it('is read as an object of its own, other texts are not', () => {
    expect(resources.map(({ type }) => type)).toEqual(['ConfigMap', 'KubeProxyConfiguration']);
  });

  it('has the line of the ConfigMap', () => {
    const place = resources[1]!.origin.locate(['metricsBindAddress']);

    expect(place).toMatchObject({ file: 'proxy.yaml', line: 10 });
  });

  it('cannot be edited', () => {
    expect(resources[1]!.origin.editable).toBe(false);
  });
});
