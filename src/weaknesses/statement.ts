import { parseImage } from '../kubernetes/image.ts';
import { digestIn } from './entry.ts';
import { purlCovers, readPurl } from './purl.ts';
import type { ImageReport, Weakness } from './weakness.ts';

/** What somebody who knows a product says of a vulnerability in it (VEX). */
export interface Statement {
  /** The vulnerability's names: `CVE-…`, and others. */
  readonly ids: readonly string[];
  /** It does no harm there: not affected, or fixed. */
  readonly harmless: boolean;
  /** When it was said, as milliseconds since 1970; the latest counts. */
  readonly time: number;
  readonly products: readonly Product[];
  readonly file: string;
}

export interface Product {
  /** Package URLs or references of images. */
  readonly ids: readonly string[];
  /** `sha256:…` of an image. */
  readonly digests: readonly string[];
  /** Package URLs of the parts of the product that the statement is about; all of it where empty. */
  readonly parts: readonly string[];
}

/** Whether a statement speaks of a weakness that a report tells of an image. */
export function concerns({ products }: Statement, report: ImageReport, weakness: Weakness): boolean {
  return products.some(({ ids, digests, parts }) => {
    const isImage = digests.some((one) => report.digests.includes(one)) || ids.some((id) => isOf(id, report));
    if (isImage) return parts.length === 0 || parts.some((part) => purlCovers(part, weakness.purl));
    return parts.length === 0 && ids.some((id) => purlCovers(id, weakness.purl));
  });
}

/** `pkg:oci/web@sha256:…?repository_url=registry.example.com/web&tag=1.4`, or a reference as people write it. */
function isOf(id: string, report: ImageReport): boolean {
  const purl = readPurl(id);
  if (!purl) return !id.includes('://') && isReference(id, report);
  if (purl.type !== 'oci' && purl.type !== 'docker') return false;
  if (purl.version.startsWith('sha256:')) return report.digests.includes(purl.version);
  const place = purl.qualifiers.get('repository_url') ?? (purl.type === 'docker' ? purl.name : undefined);
  const tag = purl.qualifiers.get('tag') ?? purl.version;
  return place !== undefined && isReference(tag ? `${place}:${tag}` : place, report);
}

/** Without a tag it is about every image of the repository. */
function isReference(reference: string, { names, digests }: ImageReport): boolean {
  const wanted = parseImage(reference);
  if (!wanted) return false;
  if (wanted.digest !== undefined) return digests.includes(digestIn(reference));
  return names.some((name) => {
    const own = parseImage(name);
    const same = own?.registry === wanted.registry && own.repository === wanted.repository;
    return same && (wanted.tag === undefined || wanted.tag === (own.tag ?? 'latest'));
  });
}
