import type { Library } from './library.ts';
import { bindings } from './libraries/bindings.ts';
import { authorizer } from './libraries/authorizer.ts';
import { encoders } from './libraries/encoders.ts';
import { cidr, ip } from './libraries/ip.ts';
import { kubernetesLists, lists } from './libraries/lists.ts';
import { math } from './libraries/math.ts';
import { namedFormats } from './libraries/named-formats.ts';
import { optionals } from './libraries/optionals.ts';
import { quantity } from './libraries/quantity.ts';
import { kubernetesRegex, regex } from './libraries/regex.ts';
import { semver } from './libraries/semver.ts';
import { sets } from './libraries/sets.ts';
import { laterStrings, strings } from './libraries/strings.ts';
import { urls } from './libraries/urls.ts';

/** The libraries of cel-go. */
export const EXTENSIONS: readonly Library[] = [
  optionals,
  strings,
  laterStrings,
  math,
  lists,
  sets,
  encoders,
  regex,
  bindings,
];

/** What Kubernetes adds to cel-go. */
const KUBERNETES_ALONE: readonly Library[] = [
  kubernetesLists,
  kubernetesRegex,
  urls,
  quantity,
  ip,
  cidr,
  namedFormats,
  semver,
  authorizer,
];

/** What admission policies of Kubernetes 1.36 may use (k8s.io/apiserver, cel/environment/base.go), and nothing else. */
export const KUBERNETES: readonly Library[] = [optionals, strings, lists, sets, ...KUBERNETES_ALONE];

/** Every library: what Kyverno's policies may use, but for those of Kyverno itself. */
export const ALL_LIBRARIES: readonly Library[] = [...EXTENSIONS, ...KUBERNETES_ALONE];
