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
  /** Package URLs of the parts of the product that the statement is about, '' for others; all of it where empty. */
  readonly parts: readonly string[];
}
