import type { ComplianceReport } from '../../model/compliance.ts';

export interface ComplianceOptions {
  readonly color: boolean;
  /** Terminal columns. */
  readonly width: number;
}

/** One way to write a compliance report. */
export interface ComplianceFormat {
  readonly title: string;
  render(report: ComplianceReport, options: ComplianceOptions): string;
}

/** Every format of compliance reports by id, loaded when it is asked for. */
export const complianceFormats: Readonly<Record<string, () => Promise<{ default: ComplianceFormat }>>> = {
  terminal: () => import('./terminal.ts'),
  html: () => import('./html.ts'),
  markdown: () => import('./markdown.ts'),
  csv: () => import('./csv.ts'),
  json: () => import('./json.ts'),
};
