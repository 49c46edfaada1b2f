import type { Gap } from '../model/gap.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Budget } from './budget.ts';
import type { FunctionWorld } from './functions/call.ts';
import type { Layout } from './layout.ts';
import type { TerraformFile } from './syntax.ts';

/** One instance of a `resource` or `data` block. */
export interface Instance {
  /** `module.eks.aws_eks_cluster.this["a"]` */
  readonly address: string;
  /** `aws_eks_cluster`, `data.aws_ami` */
  readonly type: string;
  readonly object: JsonObject;
  readonly layout: Layout;
  /** Folder of the module that declares it. */
  readonly folder: string;
}

/** The files of a module, override files last, or why they are not there. */
export type LoadedModule =
  | { readonly files: readonly TerraformFile[]; readonly folder: string }
  | Pick<Gap, 'code' | 'message' | 'hint'>;

/** What a root module needs of the world around it. */
export interface TerraformWorld {
  /** The module that `source` names in a call in `folder`; `address` as in `.terraform/modules/modules.json`: `a.b`. */
  readonly module: (folder: string, source: string, address: string) => LoadedModule;
  /** Functions as a module in this folder may call them. */
  readonly functions: (folder: string) => FunctionWorld;
}

export interface RootModule {
  readonly folder: string;
  readonly files: readonly TerraformFile[];
  /** Values of variables: those of `*.tfvars` and of the command line. */
  readonly inputs: ReadonlyMap<string, Json>;
}

export interface ReadModule {
  readonly instances: readonly Instance[];
  readonly gaps: readonly Gap[];
  /** Folders of the modules that it calls, at any depth. */
  readonly called: ReadonlySet<string>;
}

/** What the modules of one root module share while they are worked out. */
export interface Run {
  readonly world: TerraformWorld;
  readonly budget: Budget;
  readonly gaps: Map<string, Gap>;
  readonly instances: Instance[];
  readonly called: Set<string>;
}

/** Adds a gap, once. */
export function gap(run: Run, place: Gap['place'], what: Pick<Gap, 'code' | 'message' | 'hint'>): void {
  const key = `${place?.file}:${place?.line}:${what.message}`;
  if (!run.gaps.has(key)) run.gaps.set(key, { ...what, file: place?.file ?? '', ...(place && { place }) });
}
