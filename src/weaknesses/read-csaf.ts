import type { Json, JsonObject } from '../model/json.ts';
import { asList, asObject, asString, asStrings, at } from '../std/value.ts';
import { timeOf } from './read-openvex.ts';
import type { Product, Statement } from './statement.ts';
import { NOTHING, type Reading } from './weakness.ts';

/** Groups of products in `product_status`, and whether the vulnerability does no harm in them. */
const GROUPS: Readonly<Record<string, boolean>> = {
  known_not_affected: true,
  fixed: true,
  first_fixed: true,
  known_affected: false,
  first_affected: false,
  last_affected: false,
  under_investigation: false,
};

const DEEPEST = 50;

/**
 * An advisory of CSAF 2.0 with the status of products, as its profile VEX has it (https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html,
 * sections 3.2.2, 3.2.3.9 and 4.5); undefined for anything else. Products that have no package URL are left out.
 */
export function readCsaf(value: JsonObject, file: string): Reading | undefined {
  if (asString(at(value, 'document', 'csaf_version')) === undefined) return undefined;
  const products = productsIn(asObject(value['product_tree']));
  const time = timeOf(asString(at(value, 'document', 'tracking', 'current_release_date')));
  const entries = asList(value['vulnerabilities']);
  const statements = entries.flatMap((entry) => {
    const other = asList(at(entry, 'ids')).map((one) => asString(at(one, 'text')));
    const ids = [asString(at(entry, 'cve')), ...other].filter((id) => id !== undefined);
    return Object.entries(GROUPS).flatMap(([group, harmless]): Statement[] => {
      const named = asStrings(at(entry, 'product_status', group)).flatMap((id) => products.get(id) ?? []);
      return ids.length > 0 && named.length > 0 ? [{ ids, harmless, time, products: named, file }] : [];
    });
  });
  return { ...NOTHING, statements };
}

function productsIn(tree: JsonObject): ReadonlyMap<string, Product> {
  const found = new Map<string, Product>();
  const add = (product: Json | undefined) => {
    const id = asString(at(product, 'product_id'));
    const ids = purlsOf(at(product, 'product_identification_helper'));
    if (id !== undefined && ids.length > 0) found.set(id, { ids, digests: [], parts: [] });
  };
  const walk = (branches: readonly Json[], depth: number): void => {
    if (depth > DEEPEST) return;
    for (const branch of branches) {
      add(at(branch, 'product'));
      walk(asList(at(branch, 'branches')), depth + 1);
    }
  };
  walk(asList(tree['branches']), 0);
  for (const product of asList(tree['full_product_names'])) add(product);
  for (const relation of asList(tree['relationships'])) addPart(found, relation);
  return found;
}

/** One product as a part of another: known where both are. */
function addPart(found: Map<string, Product>, relation: Json): void {
  const id = asString(at(relation, 'full_product_name', 'product_id'));
  const part = found.get(asString(at(relation, 'product_reference')) ?? '');
  const whole = found.get(asString(at(relation, 'relates_to_product_reference')) ?? '');
  if (id !== undefined && part && whole) found.set(id, { ...whole, parts: part.ids });
}

/** One in 2.0, a list in 2.1. */
function purlsOf(helper: Json | undefined): string[] {
  return [asString(at(helper, 'purl')) ?? '', ...asStrings(at(helper, 'purls'))].filter(Boolean);
}
