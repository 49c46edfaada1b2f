import { relative } from 'node:path';
import { explainText } from '../../policies/explain-text.ts';
import { explainPolicies } from '../../policies/explain.ts';
import { lintPolicies } from '../../policies/lint/lint.ts';
import { lintJson, lintSarif, lintText } from '../../policies/lint/render.ts';
import { loadPolicySet } from '../../policies/policy-set.ts';
import { UserError } from '../../std/user-error.ts';
import { EXIT } from '../exit.ts';
import { writeOrExplain } from '../outputs.ts';
import { wantsColor } from '../terminal.ts';

interface OutputFlags {
  readonly output?: string;
}

export interface LintFlags extends OutputFlags {
  readonly format: 'terminal' | 'json' | 'sarif';
  readonly strict?: boolean;
}

export interface ExplainFlags extends OutputFlags {
  readonly format: 'terminal' | 'json';
}

/** `castellan policy lint`: 1 where there is an error, with `--strict` also for warnings. */
export function runPolicyLint(paths: readonly string[], flags: LintFlags, version: string): number {
  const report = lintPolicies(paths);
  if (report.files === 0) {
    throw new UserError('not-found', `There is no file to lint at ${paths.join(', ')}.`, {
      hint: 'Name a folder or files of policies, exceptions or tests, in YAML or JSON.',
    });
  }
  const texts = {
    terminal: () => lintText(report, { color: hasColor(flags), shown }),
    json: () => lintJson(report, shown),
    sarif: () => lintSarif(report, { shown, version }),
  };
  write(texts[flags.format](), flags);
  const bad = flags.strict ? ['error', 'warning'] : ['error'];
  return report.findings.some(({ level }) => bad.includes(level)) ? EXIT.findings : EXIT.clean;
}

/** `castellan policy explain`: 3 where a policy cannot be used. */
export function runPolicyExplain(paths: readonly string[], flags: ExplainFlags): number {
  const set = loadPolicySet(paths);
  if (set.policies.length + set.problems.length === 0) {
    throw new UserError('not-found', `There are no policies at ${paths.join(', ')}.`, {
      hint: 'Policies of Kyverno (ClusterPolicy, ValidatingPolicy ...) and of Kubernetes itself are read.',
    });
  }
  const policies = explainPolicies(set);
  const width = Math.max(60, Math.min(process.stdout.columns || 100, 120));
  if (flags.format === 'json') {
    const json = {
      schema: 'castellan.policy-explain/v1',
      policies: policies.map((one) => ({ ...one, file: shown(one.file) })),
      problems: set.problems.map((one) => ({ ...one, file: shown(one.file) })),
    };
    write(`${JSON.stringify(json, undefined, 2)}\n`, flags);
  } else write(explainText(policies, set.problems, { color: hasColor(flags), width, shown }), flags);
  return set.problems.length > 0 ? EXIT.incomplete : EXIT.clean;
}

function hasColor({ output }: OutputFlags): boolean {
  return output === undefined && wantsColor(process.stdout, process.env);
}

function write(text: string, { output }: OutputFlags): void {
  if (output === undefined) process.stdout.write(text);
  else writeOrExplain(output, text);
}

function shown(file: string): string {
  return relative(process.cwd(), file) || file;
}
