import { type Command, Option } from 'commander';
import type { SetExit } from '../program.ts';
import { repeatable } from '../repeatable.ts';

/** `castellan report`: gets the command with the options of a target. */
export function addReport(command: Command, setExit: SetExit, version: () => string): void {
  command
    .summary('compliance report: every control of a framework with its evidence')
    .description(
      'Scans and judges by frameworks: score, coverage, and for each control what was looked at, what failed and where, what is accepted by whom until when, and what a person must ask.',
    )
    .option('--framework <id>', 'cis, cis-eks, nsa, pss, mitre, pci, ... or a file of your own; repeatable', repeatable)
    .option(
      '-f, --format <format[=file]>',
      'terminal, html, json, markdown or csv; =file writes there; repeatable',
      repeatable,
    )
    .option('-o, --output <file>', 'write the (one) format to this file')
    .option('--compare <file>', 'an earlier report (JSON): what changed since')
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 from this severity on (default: high)')
        .choices(['info', 'low', 'medium', 'high', 'critical', 'none'])
        .env('CASTELLAN_FAIL_ON'),
    )
    .option('-q, --quiet', 'no progress, no report on the terminal; exit code and files only')
    .action(async (targets: string[], options) => {
      const { runReport } = await import('../commands/report.ts');
      setExit(await runReport(targets, options, version()));
    });
}
