import { isPair, isScalar, parseAllDocuments, visit, type Document, type ScalarTag, type Tags } from 'yaml';
import type { Json } from '../../model/json.ts';
import { FunctionFailure } from '../error.ts';
import { refuseInfinity } from './json.ts';

/** Aliases may repeat what they stand for this often. */
const MOST_ALIASES = 100;

/** The first document, as YAML 1.1 without dates and base-60 numbers: what `sigs.k8s.io/yaml` reads. @throws FunctionFailure */
export function parseYaml(text: string): Json {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    customTags: tagsOf,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const [document] = documents as Exclude<typeof documents, { empty: true }>;
  if (!document) return null;
  const [error] = document.errors;
  if (error) throw new FunctionFailure(error.message);
  try {
    refuseNullKeys(document);
    return JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: MOST_ALIASES }), refuseInfinity) ?? 'null') as Json;
  } catch (failure) {
    throw new FunctionFailure((failure as Error).message);
  }
}

function refuseNullKeys(document: Document): void {
  visit(document, {
    Pair(_, pair) {
      if (isPair(pair) && isScalar(pair.key) && pair.key.value === null)
        throw new FunctionFailure('a key must not be null');
    },
  });
}

/** `0o17`, which only YAML 1.2 has. */
const OCTAL: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  format: 'OCT',
  test: /^[-+]?0o[0-7]+$/,
  resolve: (text) => Number(text.replace(/^[-+]/, '')) * (text.startsWith('-') ? -1 : 1),
};

function tagsOf(tags: Tags): Tags {
  const kept = tags.filter((tag) => {
    if (typeof tag === 'string') return tag !== 'timestamp' && tag !== 'intTime' && tag !== 'floatTime';
    const isTime = 'format' in tag && tag.format === 'TIME';
    return !isTime && tag.tag !== 'tag:yaml.org,2002:timestamp';
  });
  return [OCTAL, ...kept];
}
