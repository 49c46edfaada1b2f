import { factsOf, HOST_TYPES } from '../../host/facts.ts';
import { defineCheck, type Violation } from '../../model/check.ts';

const DAY = 24 * 60 * 60 * 1000;

export default defineCheck<{ readonly days: number }>({
  id: 'certificate-expiring',
  title: 'Certificate of the cluster is about to expire',
  severity: 'medium',
  category: 'control-plane',
  profile: 'recommended',
  why: 'When a certificate of the control plane or of a kubelet expires, its component is refused everywhere: nodes drop out, or the API server stops for everybody, and the way to repair it goes through the same certificates.',
  remedy:
    'Renew it: `kubeadm certs renew` on a kubeadm control plane, a restart on k3s and RKE2, certificate rotation for kubelets. Watch the dates from then on.',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/',
    'https://kubernetes.io/docs/tasks/tls/certificate-rotation/',
  ],
  parameters: { days: 30 },
  types: HOST_TYPES,
  applies: (resource) => factsOf(resource).certificates.length > 0,
  find(resource, { today }, { days }) {
    const found: Violation[] = [];
    for (const { file, path, subject, notAfter } of factsOf(resource).certificates) {
      const left = Math.floor((Date.parse(notAfter.slice(0, 10)) - Date.parse(today)) / DAY);
      // NaN, of a date that is none, is not beyond any limit either.
      if (!(left < days)) continue;
      const name = subject ? ` (${subject})` : '';
      const place = { path: [...path, 'notAfter'] };
      if (left < 0) {
        found.push({ ...place, severity: 'high', message: `${file}${name} expired on ${notAfter.slice(0, 10)}` });
      } else {
        found.push({ ...place, message: `${file}${name} expires in ${left} days, on ${notAfter.slice(0, 10)}` });
      }
    }
    return found;
  },
});
