import type { JsonObject } from '../../../src/model/json.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { toResource } from '../../../src/kubernetes/resource.ts';
import { allConnections, type Analysis, analyse } from '../../../src/network/engine/analysis.ts';
import { diffOf } from '../../../src/network/engine/diff.ts';
import { cutsOf } from '../../../src/network/engine/engine.ts';
import type { Settings } from '../../../src/network/engine/settings.ts';
import { ORIGIN } from '../../network/worlds/shared.ts';
import type { Row } from './rows.ts';

/** Blocks are of addresses outside, for us as for the analysers. */
const SETTINGS: Settings = { blocksMatchPods: false, hostNetwork: 'pod' };

export function connectionsOf(objects: readonly JsonObject[]): Row[] {
  return [...allConnections(analysisOf(objects))].filter(isV4);
}

/** The connections before and after, of pairs that change. */
export function changesOf(before: readonly JsonObject[], after: readonly JsonObject[]): readonly [Row[], Row[]] {
  const cuts = [before, after].flatMap((objects) => cutsOf(analysisOf(objects).policies));
  const [a, b] = [before, after].map((objects) => analyse(resourcesOf(objects), { settings: SETTINGS, cuts }));
  const changes = diffOf(a!, b!).filter(isV4);
  const side = (key: 'before' | 'after') =>
    changes.map((one) => ({ src: one.src, dst: one.dst, conns: one[key] })).filter(({ conns }) => conns !== NONE);
  return [side('before'), side('after')];
}

const NONE = 'No Connections';

function analysisOf(objects: readonly JsonObject[]): Analysis {
  const analysis = analyse(resourcesOf(objects), { settings: SETTINGS });
  const [problem] = analysis.problems;
  if (problem) throw new Error(problem.message);
  return analysis;
}

function resourcesOf(objects: readonly JsonObject[]): readonly Resource[] {
  return objects.flatMap((object) => toResource(object, ORIGIN) ?? []);
}

function isV4({ src, dst }: { readonly src: string; readonly dst: string }): boolean {
  return ![src, dst].some((peer) => /^[0-9a-f]*:/.test(peer));
}
