import type { JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asStrings, at } from '../../std/value.ts';

/** Kinds of encryption files: today's, and the one before Kubernetes 1.13. */
export const ENCRYPTION_TYPES = ['EncryptionConfiguration', 'EncryptionConfig'] as const;

export interface Provider {
  /** `identity`, `aescbc`, `aesgcm`, `secretbox`, `kms`. */
  readonly name: string;
  readonly settings: JsonObject;
  readonly path: Path;
}

/** One entry of `resources`: what it covers, and its providers; the first one writes, the others only read. */
export interface EncryptionEntry {
  readonly resources: readonly string[];
  readonly providers: readonly Provider[];
  readonly path: Path;
}

export function encryptionEntries(config: JsonObject): readonly EncryptionEntry[] {
  return asList(config['resources']).map((entry, i) => ({
    resources: asStrings(at(entry, 'resources')),
    path: ['resources', i],
    providers: asList(at(entry, 'providers')).flatMap((provider, j) =>
      Object.entries(asObject(provider)).map(([name, settings]) => ({
        name,
        settings: asObject(settings),
        path: ['resources', i, 'providers', j, name],
      })),
    ),
  }));
}

/** Secrets are meant by their name and by the wildcards of the core group and of everything. */
export function coversSecrets({ resources }: EncryptionEntry): boolean {
  return ['secrets', '*.', '*.*'].some((name) => resources.includes(name));
}
