import { finding } from '../cost-rules.ts';
import { overloads, type Library } from '../library.ts';
import { regexOf } from '../regex.ts';
import { Fault, Optional } from '../values.ts';

const MAX_MATCHES = 100_000;

/** Every match, with its groups. */
function matchesOf(text: string, pattern: string, limit = -1): (string | null)[][] | Fault {
  const regex = regexOf(pattern);
  if (regex instanceof Fault) return new Fault(regex.message);
  const matcher = regex.re2.matcher(text);
  const found: (string | null)[][] = [];
  const most = limit < 0 ? MAX_MATCHES : Math.min(limit, MAX_MATCHES);
  while (found.length < most) {
    if (!matcher.find()) break;
    found.push(Array.from({ length: matcher.groupCount() + 1 }, (_, i) => matcher.group(i)));
  }
  return found;
}

function find(text: string, pattern: string): string | Fault {
  const found = matchesOf(text, pattern, 1);
  return found instanceof Fault ? found : (found[0]?.[0] ?? '');
}

function findAll(text: string, pattern: string, limit: number | bigint = -1): string[] | Fault {
  const found = matchesOf(text, pattern, Number(limit));
  return found instanceof Fault ? found : found.map(([all]) => all ?? '');
}

/** k8s.io/apiserver, cel/library/regex.go */
export const kubernetesRegex: Library = {
  name: 'kubernetes.regex',
  overloads: overloads(
    {
      '<string>.find(string): string': find,
      '<string>.findAll(string): list<string>': findAll,
      '<string>.findAll(string, int): list<string>': findAll,
    },
    finding,
  ),
};

/** The one group, or the whole match; a fault where there are more groups. */
function captured([all, ...groups]: (string | null)[], pattern: string): string | undefined | Fault {
  if (groups.length > 1)
    return new Fault(`regular expression has more than one capturing group: "${pattern.slice(0, 60)}"`);
  return (groups.length === 1 ? groups[0] : all) ?? undefined;
}

function extract(text: string, pattern: string): Optional | Fault {
  const found = matchesOf(text, pattern, 1);
  if (found instanceof Fault) return found;
  const one = found[0] && captured(found[0], pattern);
  return one instanceof Fault ? one : one === undefined ? Optional.none : new Optional(one);
}

function extractAll(text: string, pattern: string): string[] | Fault {
  const found = matchesOf(text, pattern);
  if (found instanceof Fault) return found;
  const all = found.map((match) => captured(match, pattern));
  return all.find((one) => one instanceof Fault) ?? all.filter((one) => typeof one === 'string');
}

/** cel-go, ext/regex.go */
export const regex: Library = {
  name: 'regex',
  overloads: overloads(
    {
      'regex.extract(string, string): optional<string>': extract,
      'regex.extractAll(string, string): list<string>': extractAll,
    },
    finding,
  ),
};
