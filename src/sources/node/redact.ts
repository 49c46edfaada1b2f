import type { Json } from '../../model/json.ts';
import { withoutUserInfo } from '../../std/userinfo.ts';
import { isObject } from '../../std/value.ts';

export const REDACTED = '<redacted>';

/** Names of flags and keys whose value is a secret itself; `--token-auth-file` and the like name a file. */
const SECRET =
  /(token|password|passwd|passphrase|secret|secret-?key|access-?key|private-?key|api-?key|key-?data|credentials?|header|vpn-auth)$/i;

/** A command line without the values of secret flags. */
export function redactArguments(args: readonly string[]): string[] {
  return args.map((word, i) => {
    const flag = /^--?([\w.-]+)(=?)/.exec(word);
    if (flag?.[2] && SECRET.test(flag[1] ?? '')) return `${flag[0]}${keepSwitch(word.slice(flag[0].length))}`;
    const before = /^--?([\w.-]+)$/.exec(args[i - 1] ?? '');
    if (!flag && before && SECRET.test(before[1] ?? '')) return keepSwitch(word);
    return withoutPasswords(word);
  });
}

/** `--authentication-token=true` is a switch, not a secret. */
function keepSwitch(value: string): string {
  return value === '' || value === 'true' || value === 'false' ? value : REDACTED;
}

/** Without `user:password` before an `@`, in an address or the data source of a database; digests of images stay. */
function withoutPasswords(text: string): string {
  const parts = withoutUserInfo(text, REDACTED).split('@');
  return parts
    .map((part, i) => {
      const next = parts[i + 1];
      const start = Math.max(...[' ', '/', ',', '=', '"', "'"].map((mark) => part.lastIndexOf(mark))) + 1;
      if (next === undefined || /^sha\d+:/.test(next) || !part.includes(':', start)) return part;
      return part.slice(0, start) + REDACTED;
    })
    .join('@');
}

/** A configuration without the values of secret keys, at any depth. */
export function redactDocument(value: Json | undefined, secret = false, depth = 0): Json {
  if (typeof value === 'string') return secret && value !== '' ? REDACTED : withoutPasswords(value);
  if (typeof value === 'number') return secret ? REDACTED : value;
  if (value === undefined || depth > 64) return null;
  if (Array.isArray(value)) return value.map((item) => redactDocument(item, secret, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, redactDocument(inner, secret || SECRET.test(name), depth + 1)]),
  );
}
