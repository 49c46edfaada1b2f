import type { Edit, TextEdit } from '../../model/edit.ts';
import type { Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';

/** Programs of a cluster whose flags we know. */
export const COMPONENT_NAMES = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'etcd',
  'kubelet',
  'kube-proxy',
  'metrics-server',
] as const;
export type ComponentName = (typeof COMPONENT_NAMES)[number];

/** A change of a resource: by edits of its values, or by replacements in the text of a file that is no YAML. */
export interface Change {
  readonly edits: readonly Edit[];
  readonly text?: readonly TextEdit[];
}

/** One flag as it is set: on a command line, in a flags file, or as the field of a configuration file that stands for it. */
export interface Flag {
  readonly name: string;
  readonly value: string;
  /** `--flag` with nothing behind it: true for a switch, empty for everything else. */
  readonly bare: boolean;
  /** `--flag value`: the value is a word of its own. */
  readonly separate?: boolean;
  readonly path: Path;
  /** How people write it: `--anonymous-auth`, `authentication.anonymous.enabled`. */
  readonly title: string;
  /** Gives it another value, where that can be done in place. */
  readonly rewrite?: (value: string) => Change;
  /** Takes it away. */
  readonly drop?: Change;
}

/** Where a flag that is missing belongs. */
export interface Slot {
  readonly path: Path;
  readonly title: string;
  readonly put?: (value: string) => Change;
}

/** One component as one resource sets it up. */
export interface Component {
  readonly name: ComponentName;
  readonly resource: Resource;
  /** `arguments`: flags have the defaults of the command line; `config`: those of the configuration file. */
  readonly form: 'arguments' | 'config';
  /** Names the holder in a message: ` in container etcd`, or nothing. */
  readonly where: string;
  /** Minor version of Kubernetes that the resource itself names (image tag, kubernetesVersion), 36 for 1.36. */
  readonly minor?: number;
  /** In order; of a repeated flag the last one counts, lists add up. */
  readonly flags: readonly Flag[];
  /** Whether the flag may be set where we can't see: its absence here proves nothing. */
  hidden(flag: string): boolean;
  slot(flag: string): Slot;
}

/** What decides about a flag: its last occurrence. */
export function flagOf(component: Component, name: string): Flag | undefined {
  return component.flags.findLast((flag) => flag.name === name);
}

/** All items of a list flag, `a,b` and repeated flags alike, each with the flag that says it. */
export function itemsOf(component: Component, name: string): readonly { readonly item: string; readonly flag: Flag }[] {
  return component.flags
    .filter((flag) => flag.name === name)
    .flatMap((flag) => itemsIn(flag).map((item) => ({ item, flag })));
}

/** The items of one list flag; a flag without a value lists nothing. */
export function itemsIn({ bare, value }: Flag): string[] {
  if (bare) return [];
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** The change that one edit makes. */
export function oneEdit(edit: Edit): Change {
  return { edits: [edit] };
}
