import { edges } from '../../edges/index.generated.ts';
import { INCLUDES } from '../../edges/includes.ts';
import { matchesOf, parsePattern } from '../../paths/query.ts';
import { SCHEMA, stepJson } from '../../paths/render/json.ts';
import { actLines } from '../../paths/render/text.ts';
import { storyOf } from '../../paths/story.ts';
import { actsOf } from '../../paths/told.ts';
import { count, printable } from '../../std/text.ts';
import { UserError } from '../../std/user-error.ts';
import { unsureLines } from '../../formats/gap-words.ts';
import { exitOf, gapJson, jsonText, lines, numberOf, penFor, write } from './paths.ts';
import { ask, type PathFlags, readTargets } from './paths-read.ts';

export interface QueryFlags extends PathFlags {
  readonly limit: string;
}

/** `castellan paths query`. */
export async function runQuery(
  text: string,
  targets: readonly string[],
  flags: QueryFlags,
  version: string,
): Promise<number> {
  const pattern = parsePattern(text, new Set([...edges, INCLUDES].map(({ id }) => id)));
  if ('message' in pattern) {
    throw new UserError('bad-option', `The pattern can't be read: ${pattern.message}.`, {
      hint: `${text}\n${' '.repeat(pattern.at)}^ here. Write it like: internet -*-> container -[runs-as]-> serviceaccount`,
    });
  }
  const limit = numberOf(flags.limit, '--limit', 1_000_000);
  const read = await readTargets(targets, flags, version);
  const pen = penFor(read.root);
  const answers = ask(read, {}).map(({ name, graph }) => ({
    name,
    found: matchesOf(graph, pattern, limit).map(({ start, steps }) => ({
      start: graph.vertices[start]!.name,
      steps: storyOf(graph, { steps }),
    })),
  }));
  if (flags.format === 'json') {
    const clusters = answers.map(({ name, found }) => ({
      ...(name && { cluster: name }),
      matches: found.map(({ start, steps }) => ({ start, steps: steps.map(stepJson) })),
    }));
    await write(flags, jsonText({ schema: SCHEMA, clusters, gaps: read.gaps.map(gapJson) }));
  } else {
    const told = answers.flatMap(({ found }) => [
      ...found.flatMap(({ start, steps }) => [
        pen.paint(printable(start), 'bold'),
        ...actsOf(steps).flatMap((act, i) => actLines(act, i + 1, pen)),
        '',
      ]),
      `${count(found.length, 'match', 'matches')}${found.length === limit ? ', and maybe more: --limit tells them' : ''}.`,
    ]);
    await write(flags, lines([...told, ...unsureLines(read.gaps)]));
  }
  return exitOf(read);
}
