import type { Reason } from '../../access/authorizer/authorizer.ts';
import { type AccessRequest, requestText } from '../../access/authorizer/request.ts';
import { parseResource } from '../../access/authorizer/resources.ts';
import { type Right, rightsOf } from '../../access/authorizer/rights.ts';
import { NODES, parseSubject, type User, userText } from '../../access/authorizer/users.ts';
import type { Pen } from '../../formats/terminal/pen.ts';
import { withoutCommands } from '../../formats/escape.ts';
import type { Gap } from '../../model/gap.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { type AccessEstate, type AccessRead, readAccess } from '../../scan/access.ts';
import { printable } from '../../std/text.ts';
import { UserError } from '../../std/user-error.ts';
import { holderCount, holderLines, holderName, objectName, penFor, reasonLines, rightLines } from '../access-text.ts';
import { type ClusterFlags, clusterOptions } from '../cluster-flags.ts';
import { EXIT } from '../exit.ts';
import { tellGaps } from '../tell-gaps.ts';
import { unsureLines } from '../../formats/gap-words.ts';
import { scanOptions, type TargetFlags } from '../options.ts';
import { progressLine, renderOptions } from '../terminal.ts';

export interface AccessFlags extends Pick<TargetFlags, 'config' | 'values' | 'set'>, ClusterFlags {
  readonly format: 'terminal' | 'json';
  readonly defaultNamespace: string;
  readonly group?: readonly string[];
  readonly namespace?: string;
  readonly name?: string;
  readonly everywhere?: boolean;
  /** Not the user's word: whether the question is about a kubelet. */
  readonly ofNode?: boolean;
}

/** What a question is about, in the user's words. */
export interface Words {
  readonly verb: string;
  readonly resource: string;
}

/** What one cluster answers: lines for people, a value for machines, and whether it is a yes. */
interface Answer {
  readonly lines: readonly string[];
  readonly json: JsonObject;
  readonly yes: boolean;
  /** Nothing that could not be read may change it: rights only add up. */
  readonly certain: boolean;
}

type Answerer = (estate: AccessEstate, pen: Pen, gaps: readonly Gap[]) => Answer;

/** `castellan access can`: 0 for yes, 1 for no, 3 for a no with gaps. */
export async function runCan(
  words: Words & { readonly subject: string },
  targets: readonly string[],
  flags: AccessFlags,
  version: string,
): Promise<number> {
  return runDecision(words, targets, flags, version, 1);
}

/** `castellan access why`: as `can`, with every binding and rule. */
export async function runWhy(
  words: Words & { readonly subject: string },
  targets: readonly string[],
  flags: AccessFlags,
  version: string,
): Promise<number> {
  return runDecision(words, targets, flags, version, Infinity);
}

async function runDecision(
  words: Words & { readonly subject: string },
  targets: readonly string[],
  flags: AccessFlags,
  version: string,
  most: number,
): Promise<number> {
  const user = subjectOf(words.subject, flags);
  const answer: Answerer = (estate, pen, gaps) => {
    const request = requestOf(words, flags, estate);
    const { authorizer } = estate;
    const byNode = estate.kubelets.can(user, request);
    const yes = byNode || authorizer.can(user, request);
    const reasons = authorizer.why(user, request).slice(0, most);
    const certain = yes || gaps.length === 0;
    const verdict = certain ? VERDICTS[yes ? 'yes' : 'no'] : VERDICTS.unknown;
    const word = pen.paint(verdict.word, 'bold', verdict.color);
    const text = `${userText(user)} ${verdict.may} ${requestText(request)}`;
    const because = [
      ...(authorizer.isMaster(user) ? ['  members of system:masters may do everything'] : []),
      ...(byNode ? ['  by the Node authorizer: kubelets may do what the pods of their node need'] : []),
    ];
    return {
      lines: [
        `${word}  ${printable(text)}`,
        ...because,
        ...reasonLines(reasons, pen),
        ...(yes ? [] : elsewhere(estate, user, request)),
      ],
      json: {
        subject: subjectJson(user),
        request: { ...request },
        allowed: yes,
        certain,
        byNode,
        reasons: reasons.map(reasonJson),
      },
      yes,
      certain,
    };
  };
  return run(targets, { ...flags, ofNode: user.groups.includes(NODES) }, version, answer);
}

/** What could not be read may hold the binding that makes it a yes. */
const VERDICTS = {
  yes: { word: 'yes', color: 'green', may: 'may' },
  no: { word: 'no', color: 'red', may: 'may not' },
  unknown: { word: 'unknown', color: 'yellow', may: 'may not, by what was read,' },
} as const;

/** A no that is a yes in single namespaces says where. */
function elsewhere({ authorizer }: AccessEstate, user: User, request: AccessRequest): string[] {
  const namespaces = authorizer.allowedIn(user, request).map(printable);
  if (namespaces.length === 0) return [];
  const more = namespaces.length > 5 ? ` and ${namespaces.length - 5} more` : '';
  return [`  but may in ${namespaces.slice(0, 5).join(', ')}${more}`];
}

/** `castellan access who-can`. */
export async function runWhoCan(
  words: Words,
  targets: readonly string[],
  flags: AccessFlags,
  version: string,
): Promise<number> {
  return run(targets, flags, version, (estate, pen, gaps) => {
    const request = requestOf(words, flags, estate);
    const holders = estate.authorizer.whoCan(request, Boolean(flags.everywhere));
    return {
      lines: [`${printable(requestText(request))}: ${holderCount(holders)}`, ...holderLines(holders, pen)],
      json: {
        request: { ...request },
        holders: holders.map(({ kind, name, reasons }) => ({ kind, name, reasons: reasons.map(reasonJson) })),
      },
      yes: true,
      certain: gaps.length === 0,
    };
  });
}

/** `castellan access rights`. */
export async function runRights(
  subject: string,
  targets: readonly string[],
  flags: AccessFlags,
  version: string,
): Promise<number> {
  const user = subjectOf(subject, flags);
  return run(targets, flags, version, ({ authorizer }, pen, gaps) => {
    const rights = rightsOf(authorizer, user);
    const all = authorizer.isMaster(user) ? ['  everything: members of system:masters are not asked for rights'] : [];
    const none = rights.length === 0 && all.length === 0 ? ['  nothing'] : [];
    return {
      lines: [
        `${printable(userText(user))} (${user.groups.map(printable).join(', ')})`,
        ...all,
        ...none,
        ...rightLines(rights, pen),
      ],
      json: {
        subject: subjectJson(user),
        rights: rights.map(rightJson),
      },
      yes: true,
      certain: gaps.length === 0,
    };
  });
}

async function run(targets: readonly string[], flags: AccessFlags, version: string, answer: Answerer): Promise<number> {
  const { read, root } = await readTargets(targets, flags, version);
  const pen = penFor(renderOptions(process.stdout, root, () => undefined));
  const answers = read.estates.map((estate) => ({ name: estate.name, ...answer(estate, pen, read.gaps) }));
  const isCertain = read.gaps.length === 0 || (answers.length > 0 && answers.every(({ certain }) => certain));
  if (flags.format === 'json') process.stdout.write(`${JSON.stringify(document(answers, read), undefined, 2)}\n`);
  else process.stdout.write(text(answers, isCertain ? [] : unsureLines(read.gaps)));
  tellGaps(read.gaps);
  if (!isCertain) return EXIT.incomplete;
  return answers.every(({ yes }) => yes) ? EXIT.clean : EXIT.findings;
}

/** Reads what the command line names. */
export async function readTargets(
  targets: readonly string[],
  flags: AccessFlags,
  version: string,
): Promise<{ readonly read: AccessRead; readonly root: string }> {
  const progress = progressLine(false);
  const { config, values, set } = flags;
  const kept = { ...(config && { config }), ...(values && { values }), ...(set && { set }) };
  const options = await scanOptions(targets, kept, version);
  const read = await readAccess({
    ...options,
    ...clusterOptions(targets, flags),
    defaultNamespace: flags.defaultNamespace,
    ofNode: Boolean(flags.ofNode),
    progress: progress.update,
  });
  progress.clear();
  for (const note of read.notes) process.stderr.write(`${printable(note)}\n`);
  return { read, root: options.root };
}

function document(answers: readonly (Answer & { readonly name: string })[], read: AccessRead): JsonObject {
  return {
    answers: answers.map(({ name, json }) => ({ ...(name && { cluster: name }), ...json })),
    gaps: read.gaps.map(({ code, file, message }) => ({ code, file, message })),
  };
}

function text(answers: readonly (Answer & { readonly name: string })[], doubts: readonly string[]): string {
  const parts = answers.map(({ name, lines }) => {
    const title = answers.length > 1 ? [`${name ? printable(name) : 'files'}:`] : [];
    return [...title, ...lines].join('\n');
  });
  return `${withoutCommands([parts.join('\n\n'), ...doubts].join('\n'))}\n`;
}

/** @throws UserError for a subject that can't be read. */
function subjectOf(text: string, { group = [] }: AccessFlags): User {
  const user = parseSubject(text);
  if (!user) {
    throw new UserError('bad-option', `"${text}" is no subject.`, {
      hint: 'Write `sa:<namespace>/<name>`, `user:<name>`, `group:<name>` or `node:<name>`.',
    });
  }
  return { name: user.name, groups: [...new Set([...user.groups, ...group])] };
}

/** The request that the words and flags are about; the kinds that were read tell the group of a resource. */
export function requestOf(
  { verb, resource }: Words,
  flags: Pick<AccessFlags, 'namespace' | 'name'>,
  { inventory }: Pick<AccessEstate, 'inventory'>,
): AccessRequest {
  if (resource.startsWith('/')) return { verb, url: resource };
  return { verb, ...parseResource(resource, inventory), namespace: flags.namespace ?? '', name: flags.name ?? '' };
}

function subjectJson({ name, groups }: User): JsonObject {
  return { user: name, groups: [...groups] };
}

export function reasonJson({ given, subject, owned }: Reason): JsonObject {
  const bindingPlace = given.binding.origin.locate(subject.path);
  const rulePlace = owned.owner.resource.origin.locate(owned.rule.path);
  return {
    binding: objectName(given.binding),
    subject: holderName(subject),
    role: objectName(given.known.role.resource),
    ...(owned.owner !== given.known.role && { aggregatedFrom: objectName(owned.owner.resource) }),
    namespace: given.namespace,
    rule: at(owned.rule.path),
    places: { binding: place(bindingPlace), rule: place(rulePlace) },
  };
}

export function rightJson({ namespace, verbs, resource, names, reasons }: Right): JsonObject {
  return { namespace, verbs: [...verbs], resource, names: [...names], reasons: reasons.map(reasonJson) };
}

function at(path: readonly (string | number)[]): string {
  return path.join('.');
}

function place({ file, line, column }: { file: string; line: number; column: number }): Json {
  return { file, line, column };
}
