import type { Json } from '../model/json.ts';
import { isObject } from '../std/value.ts';
import { readCycloneDx } from './read-cyclonedx.ts';
import { readGrype } from './read-grype.ts';
import { readCsaf } from './read-csaf.ts';
import { readOpenVex } from './read-openvex.ts';
import { readOperatorReports } from './read-operator.ts';
import { readCatalogue, readLikelihoods, readPlain, readScores } from './read-plain.ts';
import { readTrivyCluster } from './read-trivy-k8s.ts';
import { readTrivy } from './read-trivy.ts';
import type { Reading } from './weakness.ts';

const READERS = [
  readPlain,
  readTrivy,
  readTrivyCluster,
  readOperatorReports,
  readGrype,
  readCycloneDx,
  readOpenVex,
  readCsaf,
  readCatalogue,
  readScores,
];

/** Reads one file, by what is in it; undefined where it is nothing that we know. */
export function readReport(text: string, file: string): Reading | undefined {
  const value = parse(text);
  if (!isObject(value)) return readLikelihoods(text);
  for (const reader of READERS) {
    const reading = reader(value, file);
    if (reading) return reading;
  }
  return undefined;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
