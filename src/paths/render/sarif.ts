import { gapNotification, uriOf } from '../../formats/sarif-gaps.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Place } from '../../model/place.ts';
import type { Severity } from '../../model/severity.ts';
import { hexHash } from '../../std/hash.ts';
import { printable } from '../../std/text.ts';
import { actsOf, type ToldRoute } from '../told.ts';
import type { Beside } from './beside.ts';

const LEVELS: Readonly<Record<Severity, string>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/**
 * Each way is a result at its last piece of evidence, with the whole way as its code flow. What could not be looked at are
 * notifications of a run that did not succeed, as those of a scan.
 */
export function sarifLog(routes: readonly ToldRoute[], beside: Beside, version: string): JsonObject {
  const kinds = [...new Set(routes.map(({ goalKind }) => goalKind))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Castellan', version, rules: kinds.map(ruleOf) } },
        invocations: [invocation(beside)],
        results: routes.map((route) => resultOf(route)),
      },
    ],
  };
}

function invocation({ gaps, notes }: Beside): JsonObject {
  return {
    executionSuccessful: gaps.length === 0,
    toolExecutionNotifications: [
      ...gaps.map((gap) => gapNotification(gap, artifact)),
      ...notes.map((text) => ({ level: 'note', message: { text: printable(text) } })),
    ],
  };
}

function ruleOf(kind: string): JsonObject {
  const what = kind === 'cluster' ? 'cluster-admin' : `a ${kind}`;
  return {
    id: ruleId(kind),
    shortDescription: { text: `An attack path leads to ${what}` },
    help: { text: 'Cut one of its steps: `castellan paths cut` tells which changes cut the most.' },
    properties: { tags: ['security', 'attack-path'] },
  };
}

function ruleId(kind: string): string {
  return `attack-path-to-${kind === 'cluster' ? 'cluster-admin' : kind}`;
}

function resultOf(route: ToldRoute): JsonObject {
  const acts = actsOf(route.steps);
  const told = acts.flatMap((act) => act.evidence.map((one) => ({ act, one })));
  const words = acts.map(({ title, via }) => `${title} ${via.at(-1) ?? ''}`).join(', ');
  const last = told.at(-1)?.one.place;
  const print = route.steps.map(({ from, edge, to }) => `${from.name} ${edge.id} ${to.name}`).join('\n');
  return {
    ruleId: ruleId(route.goalKind),
    level: LEVELS[route.severity],
    message: { text: `${route.source} ${words}` },
    locations: last ? [{ physicalLocation: physical(last) }] : [],
    codeFlows: [
      {
        threadFlows: [
          {
            locations: told.map(({ act, one }) => ({
              location: {
                physicalLocation: physical(one.place),
                message: { text: `${act.title} ${act.via.at(-1) ?? ''}: ${one.note}` },
              },
            })),
          },
        ],
      },
    ].filter(() => told.length > 0),
    partialFingerprints: { 'castellanPath/v1': hexHash('sha256', print) },
  };
}

function physical({ file, line, column, endLine, endColumn }: Place): JsonObject {
  return {
    artifactLocation: artifact(file),
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

function artifact(file: string): JsonObject {
  return { uri: uriOf(file) };
}
