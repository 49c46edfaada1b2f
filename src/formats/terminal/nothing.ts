import type { Report } from '../../model/report.ts';
import { printable, wrap } from '../../std/text.ts';
import type { Pen } from './pen.ts';

/** An empty result teaches what can be scanned. */
export function nothingToScan(report: Report, { paint, width }: Pen): string[] {
  return [
    ...wrap(`Nothing to scan was found in ${printable(report.target)}.`, width).map((line) => paint(line, 'bold')),
    '',
    ...wrap(
      'Castellan reads Kubernetes manifests (YAML or JSON), Helm charts, Kustomize folders and Dockerfiles. Try:',
      width,
    ),
    '',
    '  castellan scan path/to/manifests',
    '  helm template my-chart | castellan scan -',
    '  kubectl get all --all-namespaces -o yaml | castellan scan -',
  ];
}
