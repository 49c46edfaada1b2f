import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';

/** A credential in one of several texts. */
export interface Recognized {
  readonly index: number;
  readonly type: string;
  readonly message: string;
}

const PRESET = '@secretlint/secretlint-rule-preset-recommend';

/** What secretlint's rules are called in a message; `shown`: a credential's first characters only tell its kind. */
const TYPES: Readonly<Record<string, { readonly type: string; readonly shown: boolean }>> = {
  '1password': { type: '1Password service account token', shown: true },
  anthropic: { type: 'Anthropic API key', shown: true },
  aws: { type: 'AWS credential', shown: false },
  basicauth: { type: 'password in a URL', shown: false },
  cloudflare: { type: 'Cloudflare token', shown: true },
  'database-connection-string': { type: 'database password in a connection string', shown: false },
  databricks: { type: 'Databricks token', shown: true },
  docker: { type: 'Docker Hub token', shown: true },
  figma: { type: 'Figma token', shown: true },
  gcp: { type: 'Google Cloud service account key', shown: false },
  github: { type: 'GitHub token', shown: true },
  gitlab: { type: 'GitLab token', shown: true },
  grafana: { type: 'Grafana token', shown: true },
  groq: { type: 'Groq API key', shown: true },
  'hashicorp-vault': { type: 'Vault token', shown: true },
  huggingface: { type: 'Hugging Face token', shown: true },
  linear: { type: 'Linear API key', shown: true },
  notion: { type: 'Notion token', shown: true },
  npm: { type: 'npm token', shown: false },
  openai: { type: 'OpenAI API key', shown: true },
  privatekey: { type: 'private key', shown: false },
  sendgrid: { type: 'SendGrid API key', shown: true },
  shopify: { type: 'Shopify token', shown: true },
  slack: { type: 'Slack token', shown: false },
  stripe: { type: 'Stripe key', shown: true },
  tailscale: { type: 'Tailscale key', shown: true },
  vercel: { type: 'Vercel token', shown: true },
};

/** A variable or a template in the place of the credential. */
const PLACEHOLDER = /\$\{|\$\(|\{\{|<[a-z][\w -]*>|\*{3}|\$[A-Z_]{2}/i;

/** Looks at all texts at once with secretlint's recommended rules. */
export async function recognize(texts: readonly string[]): Promise<Recognized[]> {
  const starts: number[] = [];
  let content = '';
  for (const text of texts) {
    starts.push(content.length);
    content += `${text}\n\n`;
  }
  // A comment in one text must not switch the rules off for the others.
  content = content.replaceAll('secretlint-', 'secretlint_');
  const { messages } = await lintSource({
    source: { content, filePath: 'literals.txt', ext: '.txt', contentType: 'text' },
    options: { config: { rules: [{ id: PRESET, rule: creator }] }, noPhysicFilePath: true },
  });
  return messages.flatMap(({ ruleId, range: [start, end] }) => {
    const match = content.slice(start, end);
    if (PLACEHOLDER.test(match)) return [];
    const { type, shown } = TYPES[ruleId.replace(/^.*secretlint-rule-/, '')] ?? { type: 'credential', shown: false };
    const message = shown ? `a literal ${type} ("${match.slice(0, 4)}…")` : `a literal ${type}`;
    return [{ index: indexOf(starts, start), type, message }];
  });
}

/** The last text that starts at or before `offset`. */
function indexOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}
