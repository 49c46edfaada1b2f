import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { isOpenList, localAddress, mentions, refersTo } from './references.ts';

describe('refersTo', () => {
  const role = resource('aws_iam_role', 'aws_iam_role.node', { name: 'node' });
  const group = resource('aws_eks_node_group', 'aws_eks_node_group.web', {});

  it.each<[string, Json, boolean | undefined]>([
    ['a reference', { $unknown: 'aws_iam_role.node.arn' }, true],
    ['a reference to an instance', { $unknown: 'aws_iam_role.node[0].arn' }, true],
    ['a reference within text', { $unknown: '"${aws_iam_role.node.arn}"' }, true],
    ['a reference to another', { $unknown: 'aws_iam_role.nodes.arn' }, false],
    ['a data source of the same name', { $unknown: 'data.aws_iam_role.node.arn' }, false],
    ['a variable', { $unknown: 'var.role_arn' }, undefined],
    ["another module's output", { $unknown: 'module.iam.role_arn' }, undefined],
    ['its name', 'node', true],
    ['its ARN', 'arn:aws:iam::111122223333:role/node', true],
    ['another name', 'nodes', false],
    ['a list with it', ['x', { $unknown: 'aws_iam_role.node.arn' }], true],
    ['a list with a variable', ['x', { $unknown: 'var.y' }], undefined],
    ['a number', 7, false],
  ])('judges %s', (_, value, expected) => {
    expect(refersTo(group, value, role)).toBe(expected);
  });

  it('keeps modules apart', () => {
    const inModule = resource('aws_iam_role', 'module.a.aws_iam_role.node', {});
    const besides = resource('aws_eks_node_group', 'module.a.aws_eks_node_group.web["x"]', {});
    const value = { $unknown: 'aws_iam_role.node.arn' };

    expect(refersTo(besides, value, inModule)).toBe(true);
    expect(refersTo(group, value, inModule)).toBe(false);
  });
});

it('shortens an address to what a reference says', () => {
  expect(localAddress(resource('aws_iam_role', 'module.a["b"].aws_iam_role.node["c.d"]', {}))).toBe(
    'aws_iam_role.node',
  );
  expect(localAddress(resource('aws_iam_role', 'odd', {}))).toBe('odd');
});

it('finds whole addresses only', () => {
  expect(mentions('x = aws_a.b-c + aws_a.b.id', 'aws_a.b')).toBe(true);
  expect(mentions('aws_a.bc data.aws_a.b', 'aws_a.b')).toBe(false);
});

it('knows when a list may hold more', () => {
  expect(isOpenList({ $unknown: 'x' })).toBe(true);
  expect(isOpenList(['a', { $unknown: 'x' }])).toBe(true);
  expect(isOpenList(['a'])).toBe(false);
});

function resource(type: string, name: string, object: JsonObject): Resource {
  const place = { file: 'x', line: 1, column: 1, endLine: 1, endColumn: 1 };
  return {
    apiVersion: 'terraform',
    kind: type,
    type,
    namespace: '',
    name,
    object,
    origin: { file: 'x', editable: false, locate: () => place },
  };
}
