import type { Json } from '../model/json.ts';
import { isObject } from '../std/value.ts';
import { readCycloneDx } from './read-cyclonedx.ts';
import { readGrype } from './read-grype.ts';
import { readCatalogue, readLikelihoods, readPlain } from './read-plain.ts';
import { readTrivy } from './read-trivy.ts';
import type { Reading } from './weakness.ts';

const READERS = [readPlain, readTrivy, readGrype, readCycloneDx, readCatalogue];

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
