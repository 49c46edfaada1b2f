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
const QUALIFIED = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;
const UUID = /^[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const atMost = (text: string, size: number): string[] =>
  text.length > size ? [`must be no more than ${size} characters`] : [];
const must = (isRight: boolean, rule: string): string[] => (isRight ? [] : [rule]);

const LABEL_RULE =
  'a lowercase RFC 1123 label must consist of lower case alphanumeric characters or "-", and must start and end with an alphanumeric character';
const SUBDOMAIN_RULE =
  'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, "-" or ".", and must start and end with an alphanumeric character';

const label = (text: string): string[] => [...atMost(text, 63), ...must(LABEL.test(text), LABEL_RULE)];
const subdomain = (text: string): string[] => [
  ...atMost(text, 253),
  ...must(
    text.split('.').every((part) => LABEL.test(part)),
    SUBDOMAIN_RULE,
  ),
];
const label1035 = (text: string): string[] => [
  ...atMost(text, 63),
  ...must(
    LABEL_1035.test(text),
    'a DNS-1035 label must consist of lower case alphanumeric characters or "-", start with an alphabetic character, and end with an alphanumeric character',
  ),
];

/** A name that is generated ends with what is to be replaced. */
const prefix =
  (check: (text: string) => string[]) =>
  (text: string): string[] =>
    check(text.endsWith('-') ? `${text.slice(0, -1)}a` : text);

function qualifiedName(text: string): string[] {
  const parts = text.split('/');
  const name = parts.at(-1)!;
  if (parts.length > 2)
    return ['a qualified name must consist of a name with an optional DNS subdomain prefix and "/"'];
  return [
    ...(parts.length === 2 ? subdomain(parts[0]!) : []),
    ...atMost(name, 63),
    ...must(
      QUALIFIED.test(name),
      'name part must consist of alphanumeric characters, "-", "_" or ".", and must start and end with an alphanumeric character',
    ),
  ];
}

const labelValue = (text: string): string[] =>
  text === ''
    ? []
    : [
        ...atMost(text, 63),
        ...must(
          QUALIFIED.test(text),
          'a valid label must be an empty string or consist of alphanumeric characters, "-", "_" or ".", and must start and end with an alphanumeric character',
        ),
      ];

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
  uri: (text) => must(URL.canParse(text) || text.startsWith('/'), 'invalid URI'),
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
