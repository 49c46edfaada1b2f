import { existsSync, lstatSync, readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Gap, GapCode } from '../../model/gap.ts';
import { compileGlob, isGlob } from '../../std/glob.ts';
import { UserError } from '../../std/user-error.ts';

export type EntryKind = 'manifest' | 'dockerfile' | 'flags' | 'terraform' | 'snapshot' | 'chart' | 'kustomization';

/** Something to read: a file, or a folder that a helper renders. */
export interface Entry {
  readonly kind: EntryKind;
  /** Absolute path. */
  readonly path: string;
  /** Path to show, from the root, with `/`. */
  readonly file: string;
  /** The user named this very file: nothing in it to scan is worth telling. */
  readonly named: boolean;
}

export interface Walk {
  readonly entries: readonly Entry[];
  readonly gaps: readonly Gap[];
}

const SKIPPED_FOLDERS = new Set(['node_modules', '.git', '.terraform', '.cache', '__pycache__']);
const MAX_DEPTH = 64;

/** Globs of files that are not read, and the absolute folder that they start from. */
export interface Ignore {
  readonly globs: readonly string[];
  readonly from: string;
}

const NONE: Ignore = { globs: [], from: '/' };

/**
 * Finds what to read below files, folders and globs, in an order that depends on names alone. Links are followed while
 * they stay below `root`; what leaves it, turns in a circle or can't be read is a gap.
 * @throws UserError `not-found` for a target that does not exist.
 */
export function walk(targets: readonly string[], root: string, ignore: Ignore = NONE): Walk {
  const walker = new Walker(root, ignore);
  for (const target of targets) walker.target(target);
  return walker.result();
}

class Walker {
  private readonly root: string;
  /** The root without links: what links may not leave. */
  private readonly realRoot: string;
  private readonly ignored: readonly ((path: string) => boolean)[];
  private readonly ignoredFrom: string;
  private readonly entries = new Map<string, Entry>();
  private readonly gaps: Gap[] = [];

  constructor(root: string, ignore: Ignore) {
    this.root = resolve(root);
    this.realRoot = realpathSync(root);
    this.ignored = ignore.globs.map(compileGlob);
    this.ignoredFrom = ignore.from;
  }

  result(): Walk {
    const entries = [...this.entries.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
    return { entries, gaps: this.gaps };
  }

  target(target: string): void {
    const path = resolve(this.root, target);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) this.folder(path, [realpathSync(path)], () => true);
    else if (stat) this.file(path, true);
    else if (isGlob(target)) this.glob(target);
    else if (lstatSync(path, { throwIfNoEntry: false })) this.gap('unreadable', path, 'The link leads nowhere.');
    else throw new UserError('not-found', `${target} does not exist.`, { hint: hintFor(target) });
  }

  private glob(pattern: string): void {
    const absolute = resolve(this.root, pattern);
    const base = globBase(absolute);
    const start = base.endsWith(sep) ? base.length : base.length + 1;
    const below = (path: string) => path.slice(start).split(sep).join('/');
    const matches = compileGlob(below(absolute));
    const before = this.entries.size + this.gaps.length;
    if (statSync(base, { throwIfNoEntry: false })?.isDirectory()) {
      this.folder(base, [realpathSync(base)], (path) => matches(below(path)));
    }
    if (this.entries.size + this.gaps.length === before) {
      throw new UserError('not-found', `No file matches ${pattern}.`, {
        hint: 'Quote globs so that the shell leaves them.',
      });
    }
  }

  /** `chain`: the real paths of the folder, last, and of those that led to it. */
  private folder(folder: string, chain: readonly string[], accept: (path: string) => boolean): void {
    if (chain.length > MAX_DEPTH) return this.gap('limit', folder, `Folders are nested deeper than ${MAX_DEPTH}.`);
    let children: Dirent[];
    try {
      children = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      return this.gap('unreadable', folder, `The folder can't be read (${codeOf(error)}).`);
    }
    const names = new Set(children.map((child) => child.name));
    if (names.has('Chart.yaml') && accept(join(folder, 'Chart.yaml'))) {
      this.add('chart', folder, false);
      accept = and(accept, isBesideTemplates(folder));
    }
    const kustomization = KUSTOMIZATION_NAMES.find((name) => names.has(name));
    if (kustomization && accept(join(folder, kustomization))) this.add('kustomization', folder, false);
    const below = folder.endsWith(sep) ? folder : folder + sep;
    for (const child of children) this.child(below + child.name, child, chain, accept);
  }

  private child(path: string, child: Dirent, chain: readonly string[], accept: (path: string) => boolean): void {
    if (this.isIgnored(path)) return;
    if (child.isSymbolicLink()) return this.link(path, chain, accept);
    if (child.isDirectory()) {
      if (!SKIPPED_FOLDERS.has(child.name)) this.folder(path, [...chain, join(chain.at(-1)!, child.name)], accept);
    } else if (child.isFile() && accept(path)) this.file(path, false);
  }

  private link(path: string, chain: readonly string[], accept: (path: string) => boolean): void {
    let real: string;
    try {
      real = realpathSync(path);
    } catch (error) {
      const circle = codeOf(error) === 'ELOOP';
      return this.gap(
        circle ? 'cycle' : 'unreadable',
        path,
        circle ? 'The link turns in a circle.' : 'The link leads nowhere.',
      );
    }
    const stat = statSync(real);
    if (!stat.isDirectory() && kindOf(real) === undefined) return;
    if (!isInside(real, this.realRoot))
      return this.gap('outside-root', path, 'The link leads out of the scanned folder.');
    if (!stat.isDirectory()) return accept(path) ? this.file(path, false) : undefined;
    if (chain.some((folder) => isInside(folder, real))) return this.gap('cycle', path, 'The link turns in a circle.');
    this.folder(path, [...chain, real], accept);
  }

  private file(path: string, named: boolean): void {
    if (named && basename(path) === 'Chart.yaml') return this.add('chart', dirname(path), true);
    if (named && KUSTOMIZATION_NAMES.includes(basename(path))) return this.add('kustomization', dirname(path), true);
    const kind = kindOf(path) ?? (named ? 'manifest' : undefined);
    if (kind) this.add(kind, path, named);
  }

  private add(kind: EntryKind, path: string, named: boolean): void {
    const key = `${kind}\0${path}`;
    if (!this.entries.has(key)) this.entries.set(key, { kind, path, file: shownPath(path, this.root), named });
  }

  private isIgnored(path: string): boolean {
    if (this.ignored.length === 0) return false;
    const shown = shownPath(path, this.ignoredFrom);
    return this.ignored.some((matches) => matches(shown));
  }

  private gap(code: GapCode, path: string, message: string): void {
    this.gaps.push({ code, file: shownPath(path, this.root), message });
  }
}

/** The folder that everything which an absolute glob matches lies below: folders may have the characters of globs in their names. */
export function globBase(absolute: string): string {
  const steps = absolute.split(sep);
  const upTo = (end: number) => steps.slice(0, end).join(sep) || sep;
  return upTo(steps.findIndex((step, i) => isGlob(step) && !existsSync(upTo(i + 1))));
}

type Accept = (path: string) => boolean;

function and(a: Accept, b: Accept): Accept {
  return (path) => a(path) && b(path);
}

/** In a chart's folder helm reads the YAML; what else is there is read as elsewhere. */
function isBesideTemplates(chart: string): Accept {
  const rendered = ['templates', 'charts', 'crds'].map((name) => join(chart, name) + sep);
  return (path) => kindOf(path) !== 'manifest' && !rendered.some((folder) => path.startsWith(folder));
}

export const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

const NAMES: readonly (readonly [RegExp, EntryKind | undefined])[] = [
  [/^(kustomization\.ya?ml|Kustomization|Chart\.(yaml|lock)|package(-lock)?\.json|tsconfig.*\.json)$/, undefined],
  [/\.(tf|tofu)(\.json)?$/, 'terraform'],
  [/\.cst$/, 'snapshot'],
  [/\.tfvars(\.json)?$|\.tf(test|mock)\.json$/, undefined],
  [/\.(ya?ml|json|tfstate)$/i, 'manifest'],
  [/^(Dockerfile|Containerfile)([.-].*)?$|\.(Dockerfile|dockerfile|Containerfile)$/, 'dockerfile'],
  [
    /^(kubelet|kubeadm|kube-?(apiserver|controller-manager|scheduler|proxy)|apiserver|etcd|k3s|rke2)([.-].*)?\.(env|conf|service|flags)$/,
    'flags',
  ],
  [/^(kubeadm-flags\.env|10-kubeadm\.conf|kubelet|kube-(apiserver|controller-manager|scheduler|proxy))$/, 'flags'],
];

/** What a file is by its name, or undefined where it is nothing of ours. */
export function kindOf(path: string): EntryKind | undefined {
  const name = basename(path);
  return NAMES.find(([pattern]) => pattern.test(name))?.[1];
}

/** Shows an absolute, normalised path from the root, with `/`. */
export function shownPath(path: string, root: string): string {
  const below = root.endsWith(sep) ? root : root + sep;
  const shown = path.startsWith(below) ? path.slice(below.length) : relative(root, path);
  return (sep === '/' ? shown : shown.replaceAll(sep, '/')) || '.';
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

function hintFor(target: string): string {
  if (!/^cluster(?:[:/]|$)/.test(target)) return 'Name a file, a folder, a glob or `-`.';
  return 'Of clusters, `scan`, `report` and `watch` take the target `cluster` or `cluster/<namespace>`, `drift` and `snapshot` the option `--namespace`.';
}
