import { parseAllDocuments, type Tags } from 'yaml';
import type { Json } from '../../model/json.ts';
import { FunctionFailure } from '../error.ts';

/** Aliases may repeat what they stand for this often. */
const MOST_ALIASES = 100;

/** The first document, as YAML 1.1 without dates and base-60 numbers: what `sigs.k8s.io/yaml` reads. @throws FunctionFailure */
export function parseYaml(text: string): Json {
  const documents = parseAllDocuments(text, { version: '1.1', customTags: withoutTimes, logLevel: 'silent' });
  const [document] = documents as Exclude<typeof documents, { empty: true }>;
  if (!document) return null;
  const [error] = document.errors;
  if (error) throw new FunctionFailure(error.message);
  try {
    return JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: MOST_ALIASES })) ?? 'null') as Json;
  } catch (failure) {
    throw new FunctionFailure((failure as Error).message);
  }
}

function withoutTimes(tags: Tags): Tags {
  return tags.filter((tag) => {
    if (typeof tag === 'string') return tag !== 'timestamp' && tag !== 'intTime' && tag !== 'floatTime';
    const isTime = 'format' in tag && tag.format === 'TIME';
    return !isTime && tag.tag !== 'tag:yaml.org,2002:timestamp';
  });
}
