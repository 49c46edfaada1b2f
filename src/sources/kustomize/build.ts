import { type HelperResult, runHelper } from '../../process/helper.ts';

/**
 * Renders a kustomization with `kustomize build`, or `kubectl kustomize` where only that is installed. Nothing is fetched
 * or executed beyond what those do by default: no plugins, no files outside the root. `CASTELLAN_KUSTOMIZE` names another binary.
 */
export async function buildKustomization(folder: string): Promise<HelperResult> {
  const kustomize = await runHelper(process.env['CASTELLAN_KUSTOMIZE'] ?? 'kustomize', ['build', folder]);
  if (kustomize.status !== 'missing') return kustomize;
  return runHelper('kubectl', ['kustomize', folder]);
}
