import { DEFAULT_ROLES } from '../access/authorizer/defaults.ts';
import { isBootstrapped } from '../access/bootstrap.ts';
import { DEPUTIES } from '../edges/deputies.ts';
import type { Fact } from '../edges/edge.ts';
import { ruleItem } from '../edges/world-access.ts';
import { toPointer } from '../kubernetes/patch/json-patch.ts';
import { workloadOf } from '../kubernetes/workload.ts';
import type { Edit } from '../model/edit.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Place } from '../model/place.ts';
import type { Resource } from '../model/resource.ts';
import { ROUTE_TYPES } from '../network/services.ts';
import { asList, asString, at } from '../std/value.ts';

/** An object that is put beside those that are there. */
export interface Addition {
  readonly op: 'create';
  readonly object: JsonObject;
  /** The same as a manifest, with comments. */
  readonly text: string;
}

/** A change of one object that takes away what makes a step true. */
export interface Control {
  /** Equal for equal changes. */
  readonly key: string;
  /** What is changed; where an object is added, what it is about. */
  readonly resource: Resource;
  /** `delete` takes the whole object away. */
  readonly change: Edit | Addition | 'delete';
  /** What to do, in a few words: `set privileged: false of container app`. */
  readonly title: string;
  /** What it may break for those who need it, in a few words. */
  readonly price: string;
  /** How dear that is: less is better. */
  readonly weight: number;
  readonly path: Path;
}

/** The changes that take a fact away: the whole of what says it, and less where that will do. */
export function changesOf(fact: Fact): Control[] {
  const item = ruleItem(fact);
  return [controlOf(fact), item && itemControl(fact.resource, item)].filter((control) => control !== undefined);
}

/** The change at a path of an object, as `changesOf` told it. */
export function controlAt(resource: Resource, path: Path): Control | undefined {
  const isItem = RBAC.has(resource.type) && path[0] === 'rules' && path.length === 4;
  return isItem ? itemControl(resource, path) : controlOf({ resource, path, note: '' });
}

/** One resource or verb of a rule, which leaves the rest of the rule. */
function itemControl(resource: Resource, path: Path): Control | undefined {
  if (resource.origin.file === DEFAULT_ROLES || isBootstrapped(resource)) return undefined;
  const [, rule, list] = path;
  const item = asString(at(resource.object, ...path)) ?? '';
  return {
    key: `${resource.kind} ${resource.namespace}/${resource.name} remove ${path.join('.')}`,
    resource,
    change: { op: 'remove', path },
    title: `take ${list === 'verbs' ? `the verb ${item}` : item} out of rule ${Number(rule) + 1} of ${resource.kind} ${resource.name}`,
    price: 'everybody who holds the role loses the right',
    weight: 1.3,
    path,
  };
}

/** The change that takes a fact away; undefined where no single one does. */
export function controlOf({ resource, path }: Fact): Control | undefined {
  if (resource.origin.file === DEFAULT_ROLES || isBootstrapped(resource)) return undefined;
  const draft = RBAC.has(resource.type) ? rbacControl(resource, path) : otherControl(resource, path);
  if (!draft) return undefined;
  const target = draft.change === 'delete' ? 'delete' : `${draft.change.op} ${draft.change.path.join('.')}`;
  return { ...draft, resource, key: `${resource.kind} ${resource.namespace}/${resource.name} ${target}`, path };
}

type Draft = Pick<Control, 'title' | 'price' | 'weight'> & { readonly change: Edit | 'delete' };

const RBAC: ReadonlySet<string> = new Set(['RoleBinding', 'ClusterRoleBinding', 'Role', 'ClusterRole']);

function rbacControl(resource: Resource, path: Path): Draft | undefined {
  const name = `${resource.kind} ${resource.name}`;
  if (path[0] === 'rules' && typeof path[1] === 'number') {
    const change = { op: 'remove', path: path.slice(0, 2) } as const;
    return {
      change,
      title: `take rule ${path[1] + 1} out of ${name}`,
      price: 'everybody who holds the role loses the right',
      weight: 1.5 * needOf(resource.name),
    };
  }
  if (path[0] === 'subjects' && typeof path[1] === 'number') {
    const change = { op: 'remove', path: path.slice(0, 2) } as const;
    const subject = asString(at(resource.object, 'subjects', path[1], 'name')) ?? '';
    return {
      change,
      title: `take ${subject} out of ${name}`,
      price: `${subject} loses the rights of the role`,
      weight: 2 * needOf(subject),
    };
  }
  if (path[0] !== 'roleRef') return undefined;
  const subjects = asList(resource.object['subjects']).map((one) => needOf(asString(at(one, 'name')) ?? ''));
  const weight = 2.5 * Math.max(1, ...subjects);
  return { change: 'delete', title: `delete ${name}`, price: 'its subjects lose the rights of the role', weight };
}

/** Controllers that apply what others write work with their rights or not at all: there, other changes are looked for first. */
function needOf(account: string): number {
  return DEPUTIES.some((deputy) => deputy.account.test(`/${account}`)) ? 3 : 1;
}

function otherControl(resource: Resource, path: Path): Draft | undefined {
  if (ROUTE_TYPES.includes(resource.type)) {
    return {
      change: 'delete',
      title: `delete ${resource.kind} ${resource.name}`,
      price: 'what it routes is no longer reachable from outside',
      weight: 6,
    };
  }
  if (resource.type === 'Service') return serviceControl(resource, path);
  if (resource.type === 'ServiceAccount') return annotationControl(resource, path);
  if (CLOUD_GRANTS.has(resource.type)) return grantControl(resource);
  return podControl(resource, path);
}

/** What gives a role in a cloud its rights, one resource of Terraform for each right. */
const CLOUD_GRANTS: ReadonlySet<string> = new Set([
  'aws_iam_role_policy',
  'aws_iam_role_policy_attachment',
  'google_project_iam_member',
  'google_folder_iam_member',
  'google_organization_iam_member',
]);

function grantControl({ name }: Resource): Draft {
  return {
    change: 'delete',
    title: `take ${name} out of Terraform, or narrow it`,
    price: 'the role loses what it grants',
    weight: 2,
  };
}

function annotationControl({ name }: Resource, path: Path): Draft | undefined {
  if (path[1] !== 'annotations') return undefined;
  return {
    change: { op: 'remove', path },
    title: `take the annotation ${path[2]} from ServiceAccount ${name}`,
    price: 'its pods lose their role in the cloud',
    weight: 2.2,
  };
}

function serviceControl({ name }: Resource, path: Path): Draft | undefined {
  const price = 'it is no longer reachable from outside';
  if (path[1] === 'externalIPs') {
    return {
      change: { op: 'remove', path: ['spec', 'externalIPs'] },
      title: `take the external addresses from Service ${name}`,
      price,
      weight: 5,
    };
  }
  if (path[0] !== 'spec') return undefined;
  const change = { op: 'set', path: ['spec', 'type'], value: 'ClusterIP' } as const;
  return { change, title: `make Service ${name} a ClusterIP`, price, weight: 5 };
}

function podControl(resource: Resource, path: Path): Draft | undefined {
  const view = workloadOf(resource);
  const last = path.at(-1);
  if (!view || last === undefined) return undefined;
  const where = `of ${resource.kind} ${resource.name}`;
  if (last === 'serviceAccountName' || last === 'serviceAccount') {
    const change = { op: 'set', path: [...view.path, 'automountServiceAccountToken'], value: false } as const;
    return {
      change,
      title: `set automountServiceAccountToken: false ${where}`,
      price: 'it can no longer call the API',
      weight: 2.2 * needOf(asString(at(resource.object, ...path)) ?? ''),
    };
  }
  const mounts = path.indexOf('volumeMounts');
  if (mounts >= 0 && typeof path[mounts + 1] === 'number') {
    const change = { op: 'remove', path: path.slice(0, mounts + 2) } as const;
    const mountPath = asString(at(resource.object, ...path.slice(0, mounts + 2), 'mountPath')) ?? '';
    return {
      change,
      title: `take the mount at ${mountPath} from ${containerOf(resource, path)} ${where}`,
      price: 'it no longer sees those files',
      weight: 1.5,
    };
  }
  return settingControl(resource, path, where);
}

/** What pods are free to leave out: a switch that is on, added capabilities, a profile that confines nothing. */
function settingControl(resource: Resource, path: Path, where: string): Draft | undefined {
  const last = String(path.at(-1));
  const value = at(resource.object, ...path);
  const whose = path.includes('containers') ? `${containerOf(resource, path)} ${where}` : where;
  if (value === true) {
    return {
      change: { op: 'set', path, value: false },
      title: `set ${last}: false in ${whose}`,
      price: `it loses what ${last} gives`,
      weight: 1,
    };
  }
  const added = path.indexOf('capabilities');
  if (added >= 0) {
    const change = { op: 'remove', path: path.slice(0, added + 2) } as const;
    return { change, title: `add no capabilities in ${whose}`, price: 'it loses the capabilities', weight: 1 };
  }
  const isProfile = ['type', 'procMount', 'seccompProfile', 'appArmorProfile'].includes(last);
  if (!isProfile || value === undefined) return undefined;
  return {
    change: { op: 'remove', path },
    title: `leave out ${last} in ${whose}`,
    price: 'it is confined as other containers are',
    weight: 1,
  };
}

function containerOf({ object }: Resource, path: Path): string {
  const i = path.findIndex((step) => typeof step === 'string' && step.endsWith('ontainers'));
  const name = i < 0 ? undefined : asString(at(object, ...path.slice(0, i + 2), 'name'));
  return name === undefined ? 'the pod' : `container ${name}`;
}

/** The change as a command, for those who would rather paste than edit. */
export function kubectlOf({ resource, change }: Control): string {
  if (CLOUD_GRANTS.has(resource.type)) return `remove ${resource.name} from ${resource.origin.file}`;
  const namespace = resource.namespace ? ` -n ${resource.namespace}` : '';
  const target = `${resource.kind.toLowerCase()} ${resource.name}${namespace}`;
  if (change === 'delete') return `kubectl delete ${target}`;
  if (change.op === 'create') return 'kubectl apply -f -';
  const pointer = toPointer(change.path);
  const value: Json | undefined = 'value' in change ? change.value : undefined;
  const op =
    change.op === 'remove' ? { op: 'remove', path: pointer } : { op: 'add', path: pointer, value: value ?? null };
  return `kubectl patch ${target} --type=json -p '${JSON.stringify([op])}'`;
}

export function placeOf({ resource, path }: Control): Place {
  return resource.origin.locate(path);
}
