import { requestText } from '../../access/authorizer/request.ts';
import { userText } from '../../access/authorizer/users.ts';
import { edges } from '../../edges/index.generated.ts';
import { createWorld } from '../../edges/world.ts';
import type { Pen } from '../../formats/terminal/pen.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { Graph } from '../../paths/graph.ts';
import { type IndirectHolder, indirectHolders, rightsGraph } from '../../paths/indirect.ts';
import { actLines } from '../../paths/render/text.ts';
import { storyOf } from '../../paths/story.ts';
import { actsOf } from '../../paths/told.ts';
import type { PathEstate } from '../../scan/paths.ts';
import { count, printable } from '../../std/text.ts';
import { holderCount, holderLines } from '../access-text.ts';
import { EXIT } from '../exit.ts';
import { type AccessFlags, reasonJson, requestOf, type Words } from './access.ts';
import { tellGaps } from '../tell-gaps.ts';
import { unsureLines } from '../../formats/gap-words.ts';
import { jsonText, lines, penFor } from './paths.ts';
import { readTargets } from './paths-read.ts';

/** `castellan access who-can --indirect`: the holders of a right, and who comes to it through them. */
export async function runIndirect(
  words: Words,
  targets: readonly string[],
  flags: AccessFlags,
  version: string,
): Promise<number> {
  const read = await readTargets(targets, flags, version);
  const answers = read.estates.map((estate) => answerOf(estate, words, flags));
  if (flags.format === 'json') {
    const gaps = read.gaps.map(({ code, file, message }) => ({ code, file, message }));
    process.stdout.write(jsonText({ answers: answers.map(answerJson), gaps }));
  } else {
    const pen = penFor(read.root);
    process.stdout.write(
      answers.map((answer) => lines([...answerLines(answer, pen), ...unsureLines(read.gaps)])).join('\n'),
    );
  }
  tellGaps(read.gaps);
  return read.gaps.length > 0 ? EXIT.incomplete : EXIT.clean;
}

function answerOf(estate: PathEstate, words: Words, flags: AccessFlags) {
  const world = createWorld(estate.inventory, { minor: estate.minor });
  const request = requestOf(words, flags, estate);
  const direct = world.authorizer.whoCan(request, Boolean(flags.everywhere));
  const reasons = direct.flatMap((holder) => holder.reasons);
  const graph = rightsGraph(world, edges);
  return { name: estate.name, request, direct, graph, holders: indirectHolders(graph, reasons) };
}

type Answer = ReturnType<typeof answerOf>;

const MOST_TOLD = 20;

function answerLines({ request, direct, graph, holders }: Answer, pen: Pen): string[] {
  const own = holders.filter(({ isBuiltIn }) => !isBuiltIn);
  const rest = own.length - MOST_TOLD;
  const builtIn = holders.length - own.length;
  return [
    `${printable(requestText(request))}: ${holderCount(direct)}`,
    ...holderLines(direct, pen),
    '',
    `and indirectly: ${own.length === 0 ? 'nobody' : count(own.length, 'subject')}`,
    ...own.slice(0, MOST_TOLD).flatMap((holder) => storyLines(holder, graph, pen)),
    ...(rest > 0 ? [`  and ${rest} more: \`-f json\` lists them all`] : []),
    ...(builtIn > 0
      ? [`  and ${count(builtIn, 'part')} of Kubernetes itself, by bindings that every cluster has`]
      : []),
  ];
}

function storyLines({ identity, steps }: IndirectHolder, graph: Graph, pen: Pen): string[] {
  const acts = actsOf(storyOf(graph, { steps }));
  return [
    `  ${pen.paint(printable(userText(identity.user)), 'bold')}`,
    ...acts.flatMap((act, i) => actLines(act, i + 1, pen)).map((line) => `  ${line}`),
  ];
}

function answerJson({ name, request, direct, graph, holders }: Answer): JsonObject {
  return {
    ...(name && { cluster: name }),
    request: { ...request },
    holders: direct.map(({ kind, name: holder, reasons }) => ({
      kind,
      name: holder,
      reasons: reasons.map(reasonJson),
    })),
    indirect: holders.map(({ identity, steps }) => ({
      subject: { user: identity.user.name, groups: [...identity.user.groups] },
      steps: storyOf(graph, { steps }).map(({ from, to, edge, ease, evidence }): Json => ({
        edge: edge.id,
        from: from.name,
        to: to.name,
        ease,
        ...(edge.technique && { technique: edge.technique }),
        evidence: evidence.map(({ note, place, object }) => ({
          note,
          object,
          place: { file: place.file, line: place.line, column: place.column },
        })),
      })),
    })),
  };
}
