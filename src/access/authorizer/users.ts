/** Who asks: a name and groups, as authentication gives them to the authorizers. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/** Members may do everything: no authorizer is asked (`authorizerfactory.NewPrivilegedGroups`). */
export const MASTERS = 'system:masters';
export const AUTHENTICATED = 'system:authenticated';
export const UNAUTHENTICATED = 'system:unauthenticated';
export const ANONYMOUS = 'system:anonymous';
const ACCOUNT_PREFIX = 'system:serviceaccount:';
const ACCOUNTS = 'system:serviceaccounts';
const NODE_PREFIX = 'system:node:';
export const NODES = 'system:nodes';

export function accountUserName(namespace: string, name: string): string {
  return `${ACCOUNT_PREFIX}${namespace}:${name}`;
}

/** A service account with the groups that its tokens carry (`serviceaccount.MakeGroupNames`). */
export function accountUser(namespace: string, name: string): User {
  return {
    name: accountUserName(namespace, name),
    groups: [ACCOUNTS, `${ACCOUNTS}:${namespace}`, AUTHENTICATED],
  };
}

/** The parts of a service account's user name, undefined for other names (`serviceaccount.SplitUsername`). */
export function splitAccountName(user: string): { readonly namespace: string; readonly name: string } | undefined {
  if (!user.startsWith(ACCOUNT_PREFIX)) return undefined;
  const [namespace = '', name = '', ...rest] = user.slice(ACCOUNT_PREFIX.length).split(':');
  return namespace && name && rest.length === 0 ? { namespace, name } : undefined;
}

/** A user with the groups that authentication adds to its own. */
export function userNamed(name: string, groups: readonly string[] = []): User {
  const account = splitAccountName(name);
  const implied = account
    ? accountUser(account.namespace, account.name).groups
    : name === ANONYMOUS
      ? [UNAUTHENTICATED]
      : name.startsWith(NODE_PREFIX)
        ? [NODES, AUTHENTICATED]
        : [AUTHENTICATED];
  return { name, groups: [...new Set([...groups, ...implied])] };
}

/**
 * Reads how people name a subject: `sa:shop/web`, `ServiceAccount/shop/web`, `user:alice`, `group:devs`, `node:worker-1`, a user
 * name as the API server has it (`system:serviceaccount:shop:web`, `alice`). A group stands for a nameless member of it.
 */
export function parseSubject(text: string): User | undefined {
  const { kind = '', rest = '' } = /^(?<kind>[a-z]+)[:/](?<rest>.+)$/is.exec(text)?.groups ?? {};
  const read = Object.hasOwn(SUBJECT_FORMS, kind.toLowerCase()) ? SUBJECT_FORMS[kind.toLowerCase()] : undefined;
  if (read) return read(rest);
  return text ? userNamed(text) : undefined;
}

const SUBJECT_FORMS: Readonly<Record<string, (rest: string) => User | undefined>> = {
  sa: account,
  serviceaccount: account,
  user: (name) => userNamed(name),
  group: (name) => ({ name: '', groups: name === UNAUTHENTICATED ? [name] : [...new Set([name, AUTHENTICATED])] }),
  node: (name) => userNamed(`${NODE_PREFIX}${name}`),
};

function account(rest: string): User | undefined {
  const [namespace = '', name = '', ...more] = rest.split(/[/:]/);
  return namespace && name && more.length === 0 ? accountUser(namespace, name) : undefined;
}

/** `ServiceAccount shop/web`, `User alice`, `Group devs`. */
export function userText({ name, groups }: User): string {
  const parts = splitAccountName(name);
  if (parts) return `ServiceAccount ${parts.namespace}/${parts.name}`;
  return name ? `User ${name}` : `Group ${groups[0] ?? ''}`;
}
