import { describe, expect, it } from 'vitest';
import { environmentOf } from './environment.ts';
import { ALL_LIBRARIES, KUBERNETES } from './libraries.ts';
import { authorizerOf, type AccessQuestion } from './libraries/authorizer.ts';
import { compileExpression } from './program.ts';
import { schemaTypes } from './schema-types.ts';
import { DYN, opaque } from './types.ts';
import { Fault } from './values.ts';

const environment = environmentOf({
  variables: { authorizer: opaque('kubernetes.authorization.Authorizer'), object: DYN },
  libraries: ALL_LIBRARIES,
  homogeneousLiterals: true,
});

function evaluate(source: string, variables = {}) {
  return compileExpression(source, environment).evaluate(variables);
}

describe('libraries of Kubernetes', () => {
  it.each([
    'quantity("1.5Gi").isGreaterThan(quantity("1500Mi"))',
    'quantity("50k").add(20).compareTo(quantity("50020")) == 0',
    'quantity("0.1").add(quantity("0.2")) == quantity("300m")',
    'quantity("50.3").isInteger() == false && quantity("5Ki").asInteger() == 5120',
    'quantity("-100m").sign() == -1 && quantity("1e3").asApproximateFloat() == 1000.0',
    'isQuantity("10Mi") && !isQuantity("10Mib") && !isQuantity("")',
    'ip("192.168.0.1").family() == 4 && ip("::1").isLoopback() && !isIP("127.0.0.256")',
    'string(ip("2001:DB8::ABCD")) == "2001:db8::abcd" && !ip.isCanonical("2001:DB8::ABCD")',
    'ip("10.0.0.1").isGlobalUnicast() && !ip("::ffff").isUnspecified() && !isIP("::ffff:1.2.3.4")',
    'cidr("192.168.0.0/24").containsIP("192.168.0.7") && !cidr("10.0.0.0/8").containsIP(ip("::1"))',
    'cidr("192.168.0.0/16").containsCIDR(cidr("192.168.10.0/24")) && cidr("192.168.0.9/24").masked() == cidr("192.168.0.0/24")',
    'string(cidr("::1/128").ip()) == "::1" && cidr("10.0.0.0/8").prefixLength() == 8 && !isCIDR("10.0.0.0/33")',
    'url("https://user:pass@example.com:80/a%20b?k=1&k=2").getHost() == "example.com:80"',
    'url("https://[::1]:80/").getHostname() == "::1" && url("https://a.b:80/").getPort() == "80"',
    'url("https://a.b/c%20d?k=1&k=2").getQuery()["k"] == ["1", "2"] && url("/p").getEscapedPath() == "/p" && !isURL("a b")',
    '"abc 123 def 456".find("[0-9]+") == "123" && "123 abc 456".findAll("[0-9]+", 1) == ["123"]',
    'regex.extract("key: 12", "key: (\\\\d+)").orValue("") == "12"',
    '[1, 3, 2].sum() == 6 && [1, 2, 2].isSorted() && [3, 1].min() == 1 && ["b", "a"].max() == "b"',
    '[1, 2, 2].indexOf(2) == 1 && [1, 2, 2].lastIndexOf(2) == 2 && "a-b".indexOf("b") == 2',
    '!format.dns1123Label().validate("my-label").hasValue() && format.dns1123Label().validate("No").value().size() == 1',
    'format.named("uuid").value().validate("x").hasValue() && !format.named("nothing").hasValue()',
    // what Kubernetes 1.36.3 says of the same
    'isURL("http://") && isURL("/a b") && !isURL("relative") && !isURL("https://a b/") && !isURL("https://a.b/%zz")',
    'url("/a b").getEscapedPath() == "/a%20b" && url("https://a.b/x%20y/é").getEscapedPath() == "/x%20y/%C3%A9"',
    'url("mailto:x@y").getEscapedPath() == "" && url("//host/path").getHost() == "host" && url("HTTP://A.b/").getScheme() == "http"',
    'url("https://a.b?x=1;y=2").getQuery().size() == 0 && url("https://[::1]").getHostname() == "::1"',
    '!quantity("1.5Gi").isInteger() && !quantity("1.0").isInteger() && quantity("50k").add(20).isInteger()',
    'isQuantity("Gi") && quantity("0.0000000001").compareTo(quantity("1n")) == 0 && quantity("1000Ei").compareTo(quantity("9223372036854775807")) == 0',
    'ip("::1.2.3.4").family() == 6 && string(ip("::1.2.3.4")) == "::102:304" && !isIP("::ffff:1.2.3.4")',
    'isSemver("18446744073709551615.0.0") && !isSemver("18446744073709551616.0.0")',
    'format.dns1123LabelPrefix().validate("-").hasValue() && !format.dns1123LabelPrefix().validate("A-").hasValue()',
    'format.datetime().validate("2020-01-01T25:00:00Z").hasValue() && format.byte().validate("").hasValue()',
    'format.qualifiedName().validate("/b").value() == ["prefix part must be non-empty"]',
    "format.labelValue().validate('-a').value() == [\"a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')\"]",
    'string(1234567.0) == "1.234567e+06" && string(100000.0) == "100000" && string(0.0001) == "0.0001"',
    'semver("1.2.3-rc.1").isLessThan(semver("1.2.3")) && semver("v1.2", true).minor() == 2 && !isSemver("v1.2.3")',
    'semver("1.0.0-alpha.9").compareTo(semver("1.0.0-alpha.10")) == -1',
    '[3, 1, 2].sort() == [1, 2, 3] && [[1], [2]].flatten() == [1, 2] && lists.range(2) == [0, 1] && [1, 1].distinct() == [1]',
    'sets.contains([1, 2], [2]) && "%s-%03d".size() == 7 && math.greatest(1, 2) == 2',
  ])('%s', (source) => {
    expect(evaluate(source)).toBe(true);
  });

  it('asks whoever runs the expression about access', () => {
    const asked: AccessQuestion[] = [];
    const authorizer = authorizerOf((question) => {
      asked.push(question);
      return { allowed: question.verb === 'get', reason: 'a role says so' };
    });
    const source =
      'authorizer.serviceAccount("shop", "web").group("apps").resource("deployments").namespace("shop").check("get")';

    expect(
      evaluate(`${source}.allowed() && !authorizer.path("/healthz").check("list").allowed()`, { authorizer }),
    ).toBe(true);

    expect(asked).toEqual([
      {
        serviceAccount: { namespace: 'shop', name: 'web' },
        group: 'apps',
        resource: 'deployments',
        namespace: 'shop',
        verb: 'get',
      },
      { path: '/healthz', verb: 'list' },
    ]);
  });

  it('lets three questions of access cost more than a call may', () => {
    const authorizer = authorizerOf(() => ({ allowed: true, reason: '' }));
    const ask = 'authorizer.path("/a").check("get").allowed()';

    expect(evaluate(`${ask} && ${ask}`, { authorizer })).toBe(true);
    expect(evaluate(`${ask} && ${ask} && ${ask}`, { authorizer })).toBeInstanceOf(Fault);
  });
});

describe('texts that are no URL', () => {
  it.each([
    ['1.4.0-rc.1', 'parse "1.4.0-rc.1": invalid URI for request'],
    ['', 'parse "": empty url'],
    [':a', 'parse ":a": missing protocol scheme'],
    ['https://a:b/', 'parse "https://a:b/": invalid port ":b" after host'],
    ['/a%zz', 'parse "/a%zz": invalid URL escape "%zz"'],
    ['https://[::1', `parse "https://[::1": missing ']' in host`],
  ])('%s is refused as the API server does', (text, reason) => {
    const found = evaluate('url(object).getHost() == "a"', { object: text });

    expect(found).toMatchObject({ message: `URL parse error during conversion from string: ${reason}` });
  });
});

describe('schemaTypes', () => {
  const schema = {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        properties: {
          replicas: { type: 'integer' },
          port: { 'x-kubernetes-int-or-string': true },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          containers: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
          free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        },
      },
    },
  };
  const { type, provider } = schemaTypes(schema, 'object');
  const typed = environmentOf({ variables: { object: type }, libraries: KUBERNETES, types: provider });

  it.each([
    'object.spec.replicas < 3',
    'object.spec.port == "http" || object.spec.port == 80',
    'object.spec.labels.a == "b"',
    'object.spec.free.x.y == 1',
  ])('takes %s', (source) => {
    expect(compileExpression(source, typed).type.name).toBe('bool');
  });

  it.each([
    ['object.spec.replica > 1', "undefined field 'replica'; did you mean 'replicas'?"],
    ['object.spec.replicas > "1"', "found no matching overload for '_>_' applied to '(int, string)'"],
    ['object.spec.containers.all(c, c.image != "")', "undefined field 'image'; there are name"],
  ])('refuses %s', (source, message) => {
    expect(() => compileExpression(source, typed)).toThrow(message);
  });
});
