import type { Statement } from './statement.ts';

/** A known vulnerability of a package in an image that a request over the network can use to take the process over. */
export interface Weakness {
  /** `CVE-2021-44228`, `GHSA-…`. */
  readonly id: string;
  readonly package: string;
  readonly version: string;
  /** Its package URL, `pkg:maven/org.apache/log4j-core@2.14.1`; '' where the report has none. */
  readonly purl: string;
  /** The first version without it; '' where there is none. */
  readonly fixed: string;
  /** Base score of CVSS, 0 to 10; undefined where the report has none. */
  readonly score: number | undefined;
  readonly attack: Attack;
  /** It is known to be used in attacks, as CISA's catalogue has it. */
  readonly exploited: boolean;
  /** Probability of exploitation in the next 30 days as EPSS estimates it, 0 to 1. */
  readonly likelihood: number | undefined;
}

/** What CVSS says of an attack over the network that takes a process over. */
export interface Attack {
  /** Needs luck or knowledge of the target (attack complexity, attack requirements). */
  readonly complex: boolean;
  /** Needs an account. */
  readonly authenticated: boolean;
}

/** What a report says of one image. */
export interface ImageReport {
  /** References without digest, as people write them. */
  readonly names: readonly string[];
  /** `sha256:…` of manifests and of the configuration. */
  readonly digests: readonly string[];
  readonly weaknesses: readonly Weakness[];
  /** Vulnerabilities of which the report does not tell how they are used: no vector. */
  readonly unrated: number;
  /** The report's file. */
  readonly file: string;
}

/** One file: reports of images, or what a catalogue says. */
export interface Reading {
  readonly images: readonly ImageReport[];
  readonly exploited: readonly string[];
  readonly likelihood: readonly (readonly [id: string, probability: number])[];
  /** What is said of vulnerabilities in products (VEX). */
  readonly statements: readonly Statement[];
  /** Entries that could not be read. */
  readonly faults: number;
}

export const NOTHING: Reading = { images: [], exploited: [], likelihood: [], statements: [], faults: 0 };
