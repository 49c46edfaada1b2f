import type { JsonObject } from '../model/json.ts';
import { DISTRIBUTIONS, FILE_ROLES, VERSIONED } from './evidence.ts';

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const role = { enum: [...FILE_ROLES] };
const time = { type: 'string', format: 'date-time' };
const mode = { type: 'string', pattern: '^[0-7]{4}$' };
const id = { type: 'integer', minimum: 0 };

const file = object(
  { role, path: text, type: { enum: ['file', 'directory', 'socket', 'other'] }, mode, uid: id, gid: id },
  { user: text, group: text },
);

const kubeconfig = object({
  role,
  path: text,
  servers: texts,
  insecure: { type: 'boolean' },
  users: list(
    object({ name: text, embedded: list({ enum: ['client-key', 'token', 'password'] }), files: texts }, { exec: text }),
  ),
});

const certificate = object(
  {
    role,
    path: text,
    subject: text,
    issuer: text,
    names: texts,
    ca: { type: 'boolean' },
    notBefore: time,
    notAfter: time,
    key: object({ algorithm: text }, { bits: id, curve: text }),
  },
  { signature: text },
);

const host = object(
  {
    os: object({}, { id: text, version: text, name: text }),
    sysctls: { type: 'object', additionalProperties: text },
    swap: list(object({ name: text, kibibytes: id })),
  },
  {
    kernel: text,
    appArmor: { type: 'boolean' },
    seLinux: { enum: ['enforcing', 'permissive', 'disabled'] },
    seccomp: { type: 'boolean' },
  },
);

const unread = object({
  what: text,
  code: { enum: ['forbidden', 'unreadable', 'limit', 'syntax', 'unsupported'] },
  reason: text,
});

/** What `castellan node collect` writes, as JSON Schema; `evidence.ts` says what each part means. */
export const EVIDENCE_SCHEMA: JsonObject = object({
  apiVersion: { const: 'castellan.dev/v1' },
  kind: { const: 'NodeEvidence' },
  metadata: object({ name: text }),
  collected: time,
  distribution: { enum: [...DISTRIBUTIONS] },
  host,
  versions: object({}, Object.fromEntries(VERSIONED.map((name) => [name, text]))),
  processes: list(object({ name: text, args: texts }, { environment: texts })),
  configurations: list(object({ component: text, role: text, path: text, document: { type: 'object' } })),
  kubeconfigs: list(kubeconfig),
  files: list(file),
  certificates: list(certificate),
  networks: list(object({ name: text }, { path: text })),
  unread: list(unread),
});

function list(items: JsonObject): JsonObject {
  return { type: 'array', items };
}

function object(needed: JsonObject, optional: JsonObject = {}): JsonObject {
  const required = Object.keys(needed);
  return { type: 'object', properties: { ...needed, ...optional }, required, additionalProperties: false };
}
