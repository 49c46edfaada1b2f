import { kyvernoBench } from '../kyverno-tests.ts';

export const adapter = kyvernoBench('policy/kyverno-policies');
