import type { Severity } from './severity.ts';

/** Versions from `introduced` (the first one, where absent) up to before `fixed`, or up to `lastAffected`. */
export interface AffectedRange {
  readonly introduced?: string;
  readonly fixed?: string;
  readonly lastAffected?: string;
}

/** A published vulnerability of a program that clusters are made of. */
export interface Advisory {
  /** `CVE-2025-1974` */
  readonly id: string;
  /** Programs as their images are called: `kubelet`, `ingress-nginx`. */
  readonly components: readonly string[];
  readonly severity: Severity;
  readonly title: string;
  readonly affected: readonly AffectedRange[];
  readonly url: string;
  /** What must also be so: `Windows nodes`. */
  readonly needs?: string;
}

/** How long the release lines of a program get fixes. */
export interface Product {
  readonly id: string;
  readonly title: string;
  /** Where its maintainers say so. */
  readonly url: string;
  readonly cycles: readonly {
    /** `1.36`, or `1` where a whole major line ends at once. */
    readonly cycle: string;
    /** Last day with fixes, ISO date; absent while none is set. */
    readonly endOfLife?: string;
  }[];
}

/** What is known of versions, as of a day. `--versions` puts a newer file in the place of what is built in. */
export interface VersionData {
  readonly schema: 'castellan.versions/v1';
  /** Day of the newest entry, ISO date. */
  readonly date: string;
  readonly sources: readonly { readonly name: string; readonly url: string; readonly date: string }[];
  readonly products: readonly Product[];
  readonly advisories: readonly Advisory[];
}
