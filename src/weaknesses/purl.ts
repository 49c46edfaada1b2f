/** A package URL in its parts (https://github.com/package-url/purl-spec). */
export interface PackageUrl {
  readonly type: string;
  /** With its namespace, `org.apache.logging.log4j/log4j-core`. */
  readonly name: string;
  /** '' where it names none. */
  readonly version: string;
  readonly qualifiers: ReadonlyMap<string, string>;
}

const LONGEST = 4096;

/** Reads `pkg:type/namespace/name@version?key=value#path`; undefined for anything else. */
export function readPurl(text: string): PackageUrl | undefined {
  if (!text.startsWith('pkg:') || text.length > LONGEST) return undefined;
  const [main = '', query = ''] = text.slice('pkg:'.length).split('#', 1)[0]!.split('?', 2);
  const path = main.replace(/^\/+/, '');
  const slash = path.indexOf('/');
  if (slash < 0) return undefined;
  // An @ of a namespace is escaped, so that the last one is that of the version.
  const at = path.lastIndexOf('@');
  const name = path.slice(slash + 1, at > slash ? at : undefined);
  const qualifiers = query.split('&').flatMap((pair): [string, string][] => {
    const sign = pair.indexOf('=');
    return sign > 0 ? [[pair.slice(0, sign).toLowerCase(), decoded(pair.slice(sign + 1))]] : [];
  });
  return {
    type: path.slice(0, slash).toLowerCase(),
    name: decoded(name),
    version: at > slash ? decoded(path.slice(at + 1)) : '',
    qualifiers: new Map(qualifiers),
  };
}

/** What a report or a statement calls a package: a package URL, or something else. */
export interface PackageName {
  readonly text: string;
  readonly url: PackageUrl | undefined;
}

export function packageNamed(text: string): PackageName {
  return { text, url: readPurl(text) };
}

/** Whether one name speaks of the package that another names: what a package URL does not say, it leaves open. */
export function covers(wanted: PackageName, actual: PackageName): boolean {
  if (wanted.text === actual.text) return wanted.text !== '';
  const [one, other] = [wanted.url, actual.url];
  if (!one || !other || one.type !== other.type || one.name !== other.name) return false;
  if (one.version !== '' && one.version !== other.version) return false;
  return [...one.qualifiers].every(([key, value]) => other.qualifiers.get(key) === value);
}

/** Without `%`-escapes; as it is where they are broken. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
