/** One demand of a framework, and how it is decided. */
export interface Control {
  readonly id: string;
  readonly title: string;
  readonly section?: string;
  readonly level?: string;
  /** Minor version of Kubernetes whose text first has it. */
  readonly since?: number;
  /** Rules that decide it: it fails where one of them has a finding. */
  readonly rules: readonly string[];
  /** Why a person must look, and what to ask; for controls that no rule decides in full. */
  readonly manual?: string;
}

/** A framework as `frameworks/<id>.yaml` says it. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly url: string;
  readonly controls: readonly Control[];
}
