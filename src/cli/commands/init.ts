import { existsSync, writeFileSync } from 'node:fs';
import { CONFIG_NAMES } from '../../config/load.ts';
import { UserError } from '../../std/user-error.ts';
import { DEFAULT_MINOR } from '../options.ts';

const TEMPLATE = `# yaml-language-server: $schema=https://raw.githubusercontent.com/castellan/castellan/main/schemas/config.schema.json

# Which rules run: recommended (what really matters) or all.
profile: recommended

# The Kubernetes version that these manifests are meant for.
kubernetes: "1.${DEFAULT_MINOR}"

# Exit with 1 from this severity on: info, low, medium, high, critical, none.
failOn: high

# Rules by id: off, a severity, or settings. \`castellan rules\` lists them, \`castellan explain <rule>\` tells more.
# rules:
#   image-latest-tag: high
#   registry-not-allowed:
#     enabled: true
#     parameters:
#       allowed: [registry.example.com]

# Accepted findings. A reason is required; an expired or unused exception is reported.
# exceptions:
#   - rules: [host-pid]
#     resources: ["DaemonSet/monitoring/node-exporter"]
#     reason: reads the process table of the node
#     until: 2027-12-31
#     owner: platform-team

# Findings of today that are worked off later: castellan scan --write-baseline
# baseline: .castellan-baseline.json

# ignore: ["vendor/**"]
`;

/** `castellan init`: writes a commented config here. */
export function runInit({ force }: { readonly force?: boolean }): void {
  const existing = CONFIG_NAMES.find((name) => existsSync(name));
  if (existing && !force) {
    throw new UserError('cannot-write', `${existing} is already there.`, { hint: 'Replace it with --force.' });
  }
  const file = CONFIG_NAMES[0];
  writeFileSync(file, TEMPLATE);
  process.stdout.write(`Wrote ${file}. Next: castellan scan\n`);
}
