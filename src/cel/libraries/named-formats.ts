import { validating } from '../cost-rules.ts';
import { overloads, type Library } from '../library.ts';
import { CelObject, Optional } from '../values.ts';

class Format extends CelObject {
  readonly typeName = 'kubernetes.NamedFormat';
  readonly name: string;
  /** What is wrong with a text; nothing where it is of the format. */
  readonly mistakes: (text: string) => readonly string[];
  private readonly patternSize: number;

  constructor(name: string, patternSize: number, mistakes: (text: string) => readonly string[]) {
    super();
    this.name = name;
    this.patternSize = patternSize;
    this.mistakes = mistakes;
  }

  override get costSize(): number {
    return this.patternSize;
  }
}

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(?:(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;
const UUID = /^[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}$/;
const BASE64 = /^(?=.)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const atMost = (text: string, size: number, unit = 'characters'): string[] =>
  text.length > size ? [`must be no more than ${size} ${unit}`] : [];
const must = (isRight: boolean, rule: string): string[] => (isRight ? [] : [rule]);

/** A rule as Kubernetes words it: with examples, and the pattern that is matched. */
function ruled(rule: string, examples: readonly string[], pattern: RegExp): (text: string) => string[] {
  const shown = examples.map((example) => `'${example}', `).join(' or ');
  const whole = pattern.source.replace(/^\^|\$$/g, '').replaceAll('(?:', '(');
  const told = `${rule} (e.g. ${shown}regex used for validation is '${whole}')`;
  return (text) => must(pattern.test(text), told);
}

const LOWER = "lower case alphanumeric characters or '-'";
const ENDS = 'start and end with an alphanumeric character';

const isLabel = ruled(
  `a lowercase RFC 1123 label must consist of ${LOWER}, and must ${ENDS}`,
  ['my-name', '123-abc'],
  LABEL,
);
const isSubdomain = ruled(
  `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must ${ENDS}`,
  ['example.com'],
  SUBDOMAIN,
);
const isLabel1035 = ruled(
  `a DNS-1035 label must consist of ${LOWER}, start with an alphabetic character, and end with an alphanumeric character`,
  ['my-name', 'abc-123'],
  LABEL_1035,
);
const isNamePart = ruled(
  `name part must consist of alphanumeric characters, '-', '_' or '.', and must ${ENDS}`,
  ['MyName', 'my.name', '123-abc'],
  QUALIFIED,
);
const isLabelValue = ruled(
  `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must ${ENDS}`,
  ['MyValue', 'my_value', '12345'],
  LABEL_VALUE,
);

const label = (text: string): string[] => [...atMost(text, 63), ...isLabel(text)];
const subdomain = (text: string): string[] => [...atMost(text, 253), ...isSubdomain(text)];
const label1035 = (text: string): string[] => [...atMost(text, 63), ...isLabel1035(text)];
const labelValue = (text: string): string[] => [...atMost(text, 63, 'bytes'), ...isLabelValue(text)];

/** A name that is generated goes on behind a dash: it and what is before it stand for any letter. */
const prefix =
  (check: (text: string) => string[]) =>
  (text: string): string[] =>
    check(text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text);

const prefixPart = (text: string): string[] => (text === '' ? ['must be non-empty'] : subdomain(text));

function qualifiedName(text: string): string[] {
  const parts = text.split('/');
  const name = parts.at(-1)!;
  if (parts.length > 2)
    return ['a qualified name must consist of a name with an optional DNS subdomain prefix and "/"'];
  return [
    ...(parts.length === 2 ? prefixPart(parts[0]!).map((rule) => `prefix part ${rule}`) : []),
    ...must(name !== '', 'name part must be non-empty'),
    ...atMost(name, 63, 'bytes').map((rule) => `name part ${rule}`),
    ...isNamePart(name),
  ];
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return DATE.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const RULES: Readonly<Record<string, (text: string) => string[]>> = {
  dns1123Label: label,
  dns1123Subdomain: subdomain,
  dns1035Label: label1035,
  dns1123LabelPrefix: prefix(label),
  dns1123SubdomainPrefix: prefix(subdomain),
  dns1035LabelPrefix: prefix(label1035),
  qualifiedName,
  labelValue,
  uri: (text) =>
    must(URL.canParse(text) || text.startsWith('/'), `parse ${JSON.stringify(text)}: invalid URI for request`),
  uuid: (text) => must(UUID.test(text), 'does not match the UUID format'),
  byte: (text) => must(BASE64.test(text), 'invalid base64'),
  date: (text) => must(isDate(text), 'invalid date'),
  datetime: (text) => must(DATE_TIME.test(text) && isDate(text.slice(0, 10)), 'invalid datetime'),
};

/** How long the pattern is by which Kubernetes counts the cost of a format. */
const PATTERN_SIZES: Readonly<Record<string, number>> = {
  dns1123Label: 30,
  dns1123Subdomain: 60,
  dns1035Label: 30,
  dns1123LabelPrefix: 30,
  dns1123SubdomainPrefix: 60,
  dns1035LabelPrefix: 30,
  qualifiedName: 60,
  labelValue: 40,
  uri: 1103,
  uuid: 70,
  byte: 84,
  date: 71,
  datetime: 71,
};

const formats = new Map(
  Object.entries(RULES).map(([name, rule]) => [name, new Format(name, PATTERN_SIZES[name] ?? 1, rule)]),
);

/** k8s.io/apiserver, cel/library/format.go */
export const namedFormats: Library = {
  name: 'kubernetes.format',
  types: ['kubernetes.NamedFormat'],
  overloads: [
    ...overloads({
      'format.named(string): optional<kubernetes.NamedFormat>': (name: string) => {
        const found = formats.get(name);
        return found ? new Optional(found) : Optional.none;
      },
    }),
    ...overloads(
      {
        '<kubernetes.NamedFormat>.validate(string): optional<list<string>>': (format: Format, text: string) => {
          const mistakes = format.mistakes(text);
          return mistakes.length > 0 ? new Optional([...mistakes]) : Optional.none;
        },
      },
      validating,
    ),
    ...[...formats].flatMap(([name, format]) =>
      overloads({ [`format.${name}(): kubernetes.NamedFormat`]: () => format }),
    ),
  ],
};
