import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Gap } from '../../model/gap.ts';
import { type AddressRange, parseCidr } from '../../network/engine/address.ts';
import type { FlowProblem } from '../../network/flows/flow-log.ts';
import { suggestionJson, suggestionText } from '../../network/render/suggestion.ts';
import { manifestText } from '../../network/suggest/manifests.ts';
import { prove } from '../../network/suggest/prove.ts';
import { suggest, type Suggestion, unresolvedGaps } from '../../network/suggest/suggest.ts';
import { analysed } from '../../scan/network.ts';
import { readManifestText } from '../../sources/manifest/read.ts';
import { UserError } from '../../std/user-error.ts';
import { EXIT } from '../exit.ts';
import { checked, exitOf, jsonText, type NetworkFlags, read, wishOf } from './network-run.ts';
import { readFlows } from './network-flows.ts';
import { cannotWrite } from '../cannot-write.ts';

export interface SuggestFlags extends Omit<NetworkFlags, 'networks'> {
  readonly flows?: readonly string[];
  readonly needs?: readonly string[];
  readonly namespace?: readonly string[];
  readonly outside?: readonly string[];
  readonly replace?: boolean;
}

/** `castellan network suggest`: 0 where every connection is proved to work, 1 where one would not, 3 where something is left out. */
export async function runSuggest(targets: readonly string[], flags: SuggestFlags, version: string): Promise<number> {
  if (!flags.flows?.length && !flags.needs?.length) {
    throw new UserError('bad-option', 'There is nothing to make policies for.', {
      hint: 'Give observed flows with --flows, or declared needs with --needs.',
    });
  }
  const outside = (flags.outside ?? []).map(rangeOf);
  const source = await read(targets, flags, version);
  const log = await readFlows(flags.flows ?? [], flags.needs ?? []);
  const suggestion = suggest(source.resources, log.flows(), {
    ...(flags.namespace && { namespaces: flags.namespace }),
    outside,
    replace: Boolean(flags.replace),
  });
  const manifests = manifestText(suggestion.policies);
  const proof = proved(suggestion, manifests, flags);
  const facts = { records: log.records, skipped: log.skipped };
  const told =
    flags.format === 'json'
      ? jsonText(suggestionJson(suggestion, proof, manifests, facts))
      : suggestionText(suggestion, proof, facts);
  deliver(suggestion, { manifests, told, flags });
  const code = exitOf([...source.gaps, ...log.problems.map(problemGap), ...unresolvedGaps(suggestion)]);
  return proof.broken.length > 0 ? EXIT.findings : code;
}

/** Reads back what is written, so that the proof is about the very text that is handed over. */
function proved({ kept, needs, namespaces, hosts, dns, cuts }: Suggestion, manifests: string, flags: SuggestFlags) {
  const { resources } = readManifestText('suggested.yaml', manifests);
  const analysis = checked(analysed({ resources: [...kept, ...resources], gaps: [] }, { ...wishOf(flags), cuts }));
  return prove({ where: analysis.networks[0]!, needs, namespaces, hosts, dns });
}

interface Delivery {
  readonly manifests: string;
  readonly told: string;
  readonly flags: SuggestFlags;
}

/** Policies to a folder, a file for each namespace, and the report to standard output; or the policies there, the report beside. */
function deliver({ policies }: Suggestion, { manifests, told, flags }: Delivery): void {
  if (flags.output === undefined) {
    if (flags.format === 'json') process.stdout.write(told);
    else {
      process.stdout.write(manifests);
      process.stderr.write(told);
    }
    return;
  }
  try {
    mkdirSync(flags.output, { recursive: true });
    for (const [namespace, own] of Map.groupBy(policies, (policy) => policy.namespace)) {
      writeFileSync(join(flags.output, `${namespace}.yaml`), manifestText(own));
    }
  } catch (cause) {
    throw cannotWrite(flags.output, cause);
  }
  process.stdout.write(told);
}

function rangeOf(text: string): AddressRange {
  const range = parseCidr(text);
  if (range) return range;
  throw new UserError('bad-option', `"${text}" is no CIDR.`, { hint: 'Give one like 10.20.0.0/16.' });
}

function problemGap({ file, line, message }: FlowProblem): Gap {
  return {
    code: 'syntax',
    file,
    place: { file, line, column: 1, endLine: line, endColumn: 1 },
    message: `${message}.`,
  };
}
