import { type HelperResult, runHelper } from '../../process/helper.ts';

export interface ChartOptions {
  /** Values files, absolute. */
  readonly values: readonly string[];
  /** `key=value` overrides. */
  readonly set: readonly string[];
  /** Version that `.Capabilities` shows to templates. */
  readonly kubernetes: string;
}

/** Renders a chart as `helm template` does: CRDs included, tests left out. `CASTELLAN_HELM` names another binary. */
export function renderChart(folder: string, options: ChartOptions): Promise<HelperResult> {
  const args = ['template', 'release', folder, '--include-crds', '--skip-tests', '--kube-version', options.kubernetes];
  for (const file of options.values) args.push('--values', file);
  for (const pair of options.set) args.push('--set', pair);
  return runHelper(process.env['CASTELLAN_HELM'] ?? 'helm', args);
}
