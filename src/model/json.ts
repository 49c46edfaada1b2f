/** A value as Kubernetes reads it: what JSON can say. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json | undefined;
}

/** Where in a value: object keys and list indexes from the root, `['spec', 'containers', 0, 'image']`. */
export type Path = readonly (string | number)[];
