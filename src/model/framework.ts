/** One demand of a framework, and how it is decided. */
export interface Control {
  readonly id: string;
  readonly title: string;
  readonly section?: string;
  readonly level?: string;
  /** What kind of machine or reader it is for: `Control plane node`, `Worker node`. */
  readonly profile?: string;
  /** What the framework itself calls it; many that it leaves to people are decided here. */
  readonly assessment?: 'automated' | 'manual';
  /** Minor version of Kubernetes whose text first has it. */
  readonly since?: number;
  /** Rules that decide it: it fails where one of them has a finding, and passes only where each of them had something to read. */
  readonly rules: readonly string[];
  /** `any`: it passes where one of the rules had something to read, for evidence that comes from one place or another. */
  readonly evidence?: 'any';
  /** Rules that speak to it as well: a finding of theirs fails it, but it can pass without what they read. */
  readonly also?: readonly string[];
  /** Rules whose finding says that evidence is incomplete: the control is then unknown. */
  readonly doubts?: readonly string[];
  /** Why a person must look, and what to ask; for controls that no rule decides in full. */
  readonly manual?: string;
}

/** A control that a framework takes over from the one that it extends, and leaves out. */
export interface ExcludedControl {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
}

/** A framework as `frameworks/<id>.yaml`, or a file of the user's own, says it. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly url: string;
  /** Other names that people give it: `cis`, `pss`. */
  readonly aliases?: readonly string[];
  /** Globs of resource types that are none of its business: those of other clouds. They give neither evidence nor findings. */
  readonly foreign?: readonly string[];
  /** The framework that it is built upon. */
  readonly extends?: string;
  readonly excluded?: readonly ExcludedControl[];
  readonly controls: readonly Control[];
}

/** Every rule that can fail a control. */
export function rulesOf({ rules, also = [] }: Control): readonly string[] {
  return also.length > 0 ? [...rules, ...also] : rules;
}

/** Every rule that must run for a framework. */
export function rulesNeeded({ controls }: Framework): ReadonlySet<string> {
  return new Set(controls.flatMap((control) => [...rulesOf(control), ...(control.doubts ?? [])]));
}

/** Whether evidence alone brings a control to pass or fail. */
export function isDecidable({ rules, manual }: Control): boolean {
  return rules.length > 0 && manual === undefined;
}
