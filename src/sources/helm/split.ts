/** A document of rendered output with the template that its `# Source:` comment names. */
export interface RenderedDocument {
  /** `templates/deployment.yaml`, below the chart's folder; `charts/sub/templates/x.yaml` for a subchart. */
  readonly template: string;
  readonly text: string;
}

const SOURCE = /^# Source: [^/\n]+\/(.+?)\s*$/m;

/** Splits the output of `helm template` into its documents. Those without a source comment belong to the one before. */
export function splitRendered(output: string): RenderedDocument[] {
  const documents: RenderedDocument[] = [];
  for (const text of output.split(/^---.*\r?\n/m)) {
    if (!text.trim()) continue;
    const template = SOURCE.exec(text)?.[1] ?? documents.at(-1)?.template ?? 'Chart.yaml';
    documents.push({ template, text });
  }
  return documents;
}
