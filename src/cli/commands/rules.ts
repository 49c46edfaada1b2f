import { checks } from '../../checks/index.generated.ts';
import { ruleInfo } from '../../scan/report.ts';
import { rulesNeeded } from '../../model/framework.ts';
import { chooseFrameworks } from '../../scan/frameworks.ts';

export interface RulesFlags {
  readonly category?: string;
  readonly framework?: string;
  readonly profile?: string;
  readonly json?: boolean;
}

/** `castellan rules`: the table of rules, one line each, stable for pipes. */
export async function runRules(flags: RulesFlags): Promise<void> {
  const names = flags.framework ? [flags.framework] : [];
  const { frameworks, checks: known } = await chooseFrameworks(names, { checks, folder: process.cwd() });
  const [framework] = frameworks;
  const needed = framework && rulesNeeded(framework);
  const chosen = known.filter(
    (check) =>
      (!flags.category || check.category === flags.category) &&
      (!flags.profile || flags.profile === 'all' || check.profile === flags.profile) &&
      (!needed || needed.has(check.id)),
  );
  if (flags.json) {
    const rows = chosen.map((check) => ({ ...ruleInfo(check), profile: check.profile, types: check.types }));
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  const width = Math.max(0, ...chosen.map((check) => check.id.length));
  for (const check of chosen) {
    const columns = [
      check.id.padEnd(width),
      check.severity.padEnd(8),
      check.profile.padEnd(11),
      check.category.padEnd(13),
    ];
    process.stdout.write(`${columns.join('  ')}  ${check.title}\n`);
  }
  process.stderr.write(`${chosen.length} rules. \`castellan explain <rule>\` tells more.\n`);
}
