import type { Json, JsonObject } from '../model/json.ts';
import { asList, asObject, asString, asStrings, at, isObject } from '../std/value.ts';
import type { Product, Statement } from './statement.ts';
import { NOTHING, type Reading } from './weakness.ts';

const CONTEXT = 'https://openvex.dev/ns';
const HARMLESS: ReadonlySet<string> = new Set(['not_affected', 'fixed']);

/**
 * A document of OpenVEX (https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md), also as the predicate of an in-toto
 * statement, whose subjects are then its products; undefined for anything else.
 */
export function readOpenVex(value: JsonObject, file: string): Reading | undefined {
  const attested = asString(value['predicateType'])?.startsWith(CONTEXT) === true;
  const document = attested ? asObject(value['predicate']) : value;
  if (!asString(document['@context'])?.startsWith(CONTEXT)) return undefined;
  const entries = asList(document['statements']);
  const subjects = attested ? asList(value['subject']).map(subjectOf) : [];
  const statements = entries.flatMap((entry) => statementOf(asObject(entry), { document, subjects, file }) ?? []);
  return { ...NOTHING, statements, faults: entries.length - statements.length };
}

interface Around {
  readonly document: JsonObject;
  readonly subjects: readonly Product[];
  readonly file: string;
}

function statementOf(entry: JsonObject, { document, subjects, file }: Around): Statement | undefined {
  const { vulnerability } = entry;
  // Before 0.2.0 it was a name alone.
  const names = isObject(vulnerability)
    ? [asString(vulnerability['name']), ...asStrings(vulnerability['aliases']), asString(vulnerability['@id'])]
    : [asString(vulnerability)];
  const ids = names.filter((name) => name !== undefined);
  const status = asString(entry['status']);
  if (ids.length === 0 || status === undefined) return undefined;
  const common = partsOf(entry['subcomponents']);
  const own = asList(entry['products']).map((product) => productOf(product, common));
  // A product of the document counts for statements that name none.
  const inherited =
    subjects.length > 0
      ? subjects.map((subject) => ({ ...subject, parts: common }))
      : asList(document['products']).map((product) => productOf(product, common));
  const time = asString(entry['timestamp']) ?? asString(document['last_updated']) ?? asString(document['timestamp']);
  const products = own.length > 0 ? own : inherited;
  return { ids, harmless: HARMLESS.has(status), time: timeOf(time), products, file };
}

/** Milliseconds since 1970; 0 for what is no time. */
export function timeOf(text: string | undefined): number {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? 0 : time;
}

function productOf(value: Json, common: readonly string[]): Product {
  const parts = [...partsOf(at(value, 'subcomponents')), ...common];
  return { ids: idsOf(value), digests: digestsOf(at(value, 'hashes')), parts };
}

/** Parts; '' for one that is named in no way that we know, so that what is said of it is not said of the whole. */
function partsOf(value: Json | undefined): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return [''];
  return value.flatMap((part) => {
    const ids = idsOf(part);
    return ids.length > 0 ? ids : [''];
  });
}

function idsOf(value: Json): string[] {
  const ids = [asString(value), asString(at(value, '@id')), asString(at(value, 'identifiers', 'purl'))];
  return ids.filter((id) => id !== undefined);
}

function digestsOf(hashes: Json | undefined): string[] {
  const hash = asString(at(hashes, 'sha-256')) ?? asString(at(hashes, 'sha256'));
  return hash === undefined ? [] : [`sha256:${hash.toLowerCase()}`];
}

function subjectOf(value: Json): Product {
  const name = asString(at(value, 'name'));
  return { ids: name === undefined ? [] : [name], digests: digestsOf(at(value, 'digest')), parts: [] };
}
