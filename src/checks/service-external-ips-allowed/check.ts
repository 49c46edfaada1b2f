import { flagCheck, type FlagRule } from '../../kubernetes/component/flag-check.ts';
import { mustExclude, mustInclude } from '../../kubernetes/component/flag-rules.ts';

const required = mustInclude('enable-admission-plugins', 'DenyServiceExternalIPs', 'the plugin is off by default');
const forbidden = mustExclude(['enable-admission-plugins'], 'DenyServiceExternalIPs');
/** `plugin: forbidden` asks what the benchmarks before 1.24 asked. */
const externalIps: FlagRule<{ readonly plugin: string }> = (component, parameters, scope) =>
  (parameters.plugin === 'forbidden' ? forbidden : required)(component, {}, scope);

export default flagCheck({
  id: 'service-external-ips-allowed',
  title: 'Anybody who creates Services may claim external IPs',
  severity: 'low',
  profile: 'all',
  why: 'A Service with spec.externalIPs takes over traffic to addresses that its author does not own (CVE-2020-8554). Benchmarks once asked that DenyServiceExternalIPs be off and now ask that it be on; on is right wherever external IPs are not needed.',
  remedy: 'Add DenyServiceExternalIPs to --enable-admission-plugins, or restrict spec.externalIPs by policy.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips',
    'https://kubernetes.io/docs/concepts/services-networking/service/#external-ips',
  ],
  parameters: { plugin: 'required' },
  component: 'kube-apiserver',
  rule: externalIps,
});
