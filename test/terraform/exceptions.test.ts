import { expect, it } from 'vitest';
import { commentExceptions } from '../../src/judgement/exceptions.ts';

it('a comment above the first block of a file speaks of that block', () => {
  const text = `# castellan-ignore cluster-endpoint-open: an office of its own
resource "aws_eks_cluster" "first" {
  vpc_config {}
}

resource "aws_eks_cluster" "second" {
  vpc_config {} // castellan-ignore eks-private-endpoint-off: soon
}
`;

  const { exceptions, problems } = commentExceptions('main.tf', text);

  expect(problems).toEqual([]);
  expect(exceptions.map(({ scope }) => scope && 'from' in scope && [scope.from, scope.to])).toEqual([
    [1, 3],
    [7, 7],
  ]);
});
