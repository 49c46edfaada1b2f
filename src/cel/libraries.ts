import type { Library } from './library.ts';
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
import { strings } from './libraries/strings.ts';
import { urls } from './libraries/urls.ts';

/** The libraries of cel-go. */
export const EXTENSIONS: readonly Library[] = [optionals, strings, math, lists, sets, encoders, regex];

/** What admission policies of Kubernetes 1.36 may use. */
export const KUBERNETES: readonly Library[] = [
  ...EXTENSIONS,
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
