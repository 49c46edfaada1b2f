// What stands between `//` and the last `@` before a space or slash. Lengths are bounded, so that the search stays linear.
const AUTHORITY = /(\b[a-z][a-z0-9+.-]{0,30}):\/\/([^\s/?#]{1,500})@(?!sha\d+:)(?=[^\s@/])/gi;
// A password with a slash in it, which addresses do not allow and people write.
const PASSWORD = /(:\/\/[^\s/?#:@]{0,100}:)(?!\d{1,5}\/)[^\s"'@]{1,400}@(?!sha\d+:)(?=[^\s@/])/g;
const QUERY = /([?&](?:[\w-]{0,40}(?:token|password|secret|signature|api_?key|sshkey)|sig)=)[^&\s"'#]{1,2000}/gi;

/** The text with what its addresses tell of who asks (`user:password@`, `?access_token=`) replaced; `git@` of ssh stays. */
export function withoutUserInfo(text: string, instead: string): string {
  if (!text.includes('://')) return text;
  return text
    .replace(AUTHORITY, (whole, scheme: string, user: string) =>
      scheme.toLowerCase().endsWith('ssh') && !user.includes(':') ? whole : `${scheme}://${instead}@`,
    )
    .replace(PASSWORD, `$1${instead}@`)
    .replace(QUERY, `$1${instead}`);
}
