import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'secret-holds-token',
  title: 'holds a lasting token of',
  from: ['secret'],
  to: ['serviceaccount'],
  technique: 'T1528',
  ease: 'easy',
  why: 'A Secret of the type kubernetes.io/service-account-token holds a token that never expires.',
  remedy: 'Delete the Secret, and ask for short-lived tokens instead.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets'],
  find(world, out) {
    for (const secret of world.secrets.known) {
      const { account, namespace, resource } = secret;
      if (account === undefined || !resource) continue;
      const note = `secret ${secret.title} is a token of service account ${account}`;
      out.edge(secret, world.access.account(namespace, account), { resource, path: ['type'], note });
    }
  },
});
