import { DYN, isDyn, sameType, type Type } from './types.ts';

/** What type parameters stand for, found while checking. What a failed attempt found is taken back. */
export class Substitution {
  private readonly types = new Map<string, Type>();
  private readonly changes: (readonly [name: string, before: Type | undefined])[] = [];

  get(name: string): Type | undefined {
    return this.types.get(name);
  }

  set(name: string, type: Type): void {
    this.changes.push([name, this.types.get(name)]);
    this.types.set(name, type);
  }

  /** Keeps what the attempt found where it succeeds. */
  attempt(succeeds: () => boolean): boolean {
    const start = this.changes.length;
    if (succeeds()) return true;
    while (this.changes.length > start) {
      const [name, before] = this.changes.pop()!;
      if (before) this.types.set(name, before);
      else this.types.delete(name);
    }
    return false;
  }
}

/** Whether `value` may stand where `target` is asked for; binds type parameters of both where that makes it true. */
export function assignable(known: Substitution, target: Type, value: Type): boolean {
  return known.attempt(() => fits(known, target, value));
}

export function assignableAll(known: Substitution, targets: readonly Type[], values: readonly Type[]): boolean {
  if (targets.length !== values.length) return false;
  return known.attempt(() => targets.every((target, i) => fits(known, target, values[i]!)));
}

/** The algorithm of cel-go (checker/types.go), so that both find the same types. */
function fits(known: Substitution, a: Type, b: Type): boolean {
  if (b.kind === 'parameter') {
    const { valid, bound } = substitute(known, a, b);
    if (valid) return true;
    if (bound) return false;
  }
  if (a.kind === 'parameter') return substitute(known, b, a).valid;
  if (isDyn(a) || isDyn(b)) return true;
  if (isNull(a)) return takesNull(b);
  if (isNull(b)) return takesNull(a);
  return fitsKnown(known, a, b);
}

const isNull = (type: Type): boolean => type.name === 'null_type' && type.kind === 'simple';

function fitsKnown(known: Substitution, a: Type, b: Type): boolean {
  if (a.kind === 'wrapper' || b.kind === 'wrapper') return a.name === b.name;
  if (a.kind !== b.kind || a.name !== b.name) return false;
  if (a.name === 'type') return true;
  return a.of.length === b.of.length && a.of.every((type, i) => fits(known, type, b.of[i]!));
}

/** Messages, timestamps, durations, wrappers and types of libraries may be null (cel-spec, "Nullable types"). */
function takesNull(type: Type): boolean {
  if (type.kind === 'wrapper' || type.kind === 'struct') return true;
  if (type.kind === 'made') return type.name !== 'list' && type.name !== 'map' && type.name !== 'type';
  return type.name.startsWith('google.protobuf.') || type.name === 'null_type';
}

/** Tries `type` for the parameter. */
function substitute(known: Substitution, type: Type, param: Type): { valid: boolean; bound: boolean } {
  if (type.kind === 'parameter' && type.name === param.name) return { valid: true, bound: true };
  const before = known.get(param.name);
  if (before) {
    if (sameType(type, before)) return { valid: true, bound: true };
    if (!fits(known, type, before)) return { valid: false, bound: true };
    const wider = general(type, before);
    if (!mentions(known, param, wider)) known.set(param.name, wider);
    return { valid: true, bound: true };
  }
  if (mentions(known, param, type)) return { valid: false, bound: false };
  known.set(param.name, type);
  return { valid: true, bound: false };
}

function mentions(known: Substitution, param: Type, type: Type): boolean {
  if (type.kind === 'parameter') {
    if (type.name === param.name) return true;
    const stands = known.get(type.name);
    return stands !== undefined && mentions(known, param, stands);
  }
  return type.of.some((of) => mentions(known, param, of));
}

/** The wider of two types of which one fits the other. */
export function general(a: Type, b: Type): Type {
  return atLeastAsGeneral(a, b) ? a : b;
}

function atLeastAsGeneral(a: Type, b: Type): boolean {
  if (a.kind === 'dyn' || a.kind === 'parameter') return true;
  if (b.name === 'null_type') return takesNull(a);
  if (a.kind === 'wrapper') return a.name === b.name;
  if (a.kind !== b.kind || a.name !== b.name || a.of.length !== b.of.length) return false;
  return a.of.every((type, i) => atLeastAsGeneral(type, b.of[i]!));
}

/** The type with its parameters replaced; those that nothing is known of stay, or become dyn. */
export function resolve(known: Substitution, type: Type, unknownIsDyn: boolean): Type {
  if (type.kind === 'parameter') {
    const stands = known.get(type.name);
    if (stands) return resolve(known, stands, unknownIsDyn);
    return unknownIsDyn ? DYN : type;
  }
  if (type.of.length === 0 || type.kind === 'wrapper') return type;
  return { ...type, of: type.of.map((of) => resolve(known, of, unknownIsDyn)) };
}
