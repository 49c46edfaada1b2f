import { relative } from 'node:path';
import { checks } from '../../checks/index.generated.ts';
import { loadConfig } from '../../config/load.ts';
import { frameworks } from '../../frameworks/index.generated.ts';
import { runHelper } from '../../process/helper.ts';
import { KNOWN_VERSIONS } from '../../versions/known.ts';
import { rightsFor, typesToRead } from '../../sources/cluster/kinds.ts';
import { scannerRole } from '../../sources/cluster/role.ts';
import { EXIT } from '../exit.ts';
import { scanOptions } from '../options.ts';
import { wantsColor } from '../terminal.ts';
import { createPaint } from '../../std/text.ts';

interface Finding {
  readonly what: string;
  readonly status: 'ok' | 'missing' | 'failed';
  readonly detail: string;
}

const HELPERS: readonly (readonly [string, string, readonly string[], string])[] = [
  ['helm', process.env['CASTELLAN_HELM'] ?? 'helm', ['version', '--short'], 'Helm charts are not scanned'],
  ['kustomize', process.env['CASTELLAN_KUSTOMIZE'] ?? 'kustomize', ['version'], 'kubectl is used instead'],
  ['kubectl', 'kubectl', ['version', '--client', '--output=yaml'], 'kustomizations need kustomize'],
  ['git', 'git', ['--version'], '--changed-since does not work'],
];

export interface DoctorFlags {
  readonly json?: boolean;
  readonly rbac?: boolean;
}

/** `castellan doctor`: what there is to work with, and what its absence means; `--rbac`: the role that a scan of a cluster needs. */
export async function runDoctor({ json, rbac }: DoctorFlags, version: string): Promise<number> {
  if (rbac) {
    process.stdout.write(await roleText());
    return EXIT.clean;
  }
  const findings: Finding[] = [
    { what: 'castellan', status: 'ok', detail: `${version}, ${checks.length} rules, ${frameworks.length} frameworks` },
    { what: 'node', status: 'ok', detail: `${process.version} on ${process.platform}-${process.arch}` },
    {
      what: 'versions',
      status: 'ok',
      detail: `data of ${KNOWN_VERSIONS.date} (docs/versions.md tells how to use newer data)`,
    },
    await configFinding(),
    ...(await Promise.all(HELPERS.map(helperFinding))),
  ];
  if (json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  else process.stdout.write(findings.map(line).join(''));
  return findings.some((f) => f.status === 'failed') ? EXIT.usage : EXIT.clean;
}

/** Own rules and own workload kinds of the config want to be read too. */
async function roleText(): Promise<string> {
  const { config, checks: all } = await scanOptions([], {}, '');
  return scannerRole(rightsFor(typesToRead(all, Object.keys(config.config.workloads ?? {}))));
}

async function configFinding(): Promise<Finding> {
  try {
    const { file } = await loadConfig(process.cwd());
    const detail = file ? relative(process.cwd(), file) : 'none: the defaults hold (`castellan init` writes one)';
    return { what: 'config', status: 'ok', detail };
  } catch (error) {
    return { what: 'config', status: 'failed', detail: (error as Error).message };
  }
}

async function helperFinding([what, program, args, without]: (typeof HELPERS)[number]): Promise<Finding> {
  const result = await runHelper(program, args, 10_000);
  if (result.status === 'missing') return { what, status: 'missing', detail: `not installed: ${without}` };
  if (result.status === 'failed') return { what, status: 'failed', detail: result.message };
  const first = /v?\d+\.\d+[^\s"]*/.exec(result.stdout)?.[0];
  return { what, status: 'ok', detail: first ?? 'installed' };
}

function line({ what, status, detail }: Finding): string {
  const paint = createPaint(wantsColor(process.stdout, process.env));
  const mark = { ok: paint('ok     ', 'green'), missing: paint('missing', 'yellow'), failed: paint('failed ', 'red') }[
    status
  ];
  return `${mark}  ${what.padEnd(10)} ${detail}\n`;
}
