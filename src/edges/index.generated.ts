// Written by `npm run generate`. Do not edit.
import type { Edge } from './edge.ts';
import apiProxy from './api-proxy/edge.ts';
import awsAuthWrite from './aws-auth-write/edge.ts';
import bootstrapTokenCreate from './bootstrap-token-create/edge.ts';
import clientCertificateIssue from './client-certificate-issue/edge.ts';
import clusterAdminControls from './cluster-admin-controls/edge.ts';
import clusterAdminRights from './cluster-admin-rights/edge.ts';
import exploitedService from './exploited-service/edge.ts';
import exposedEndpoint from './exposed-endpoint/edge.ts';
import holdsPermissions from './holds-permissions/edge.ts';
import impersonateAccounts from './impersonate-accounts/edge.ts';
import impersonateGroups from './impersonate-groups/edge.ts';
import impersonateUsers from './impersonate-users/edge.ts';
import memberOf from './member-of/edge.ts';
import mutatingPolicyWrite from './mutating-policy-write/edge.ts';
import mutatingWebhookWrite from './mutating-webhook-write/edge.ts';
import namespaceControls from './namespace-controls/edge.ts';
import namespaceLabelPatch from './namespace-label-patch/edge.ts';
import nodeRuns from './node-runs/edge.ts';
import nodesProxy from './nodes-proxy/edge.ts';
import operatorDeputy from './operator-deputy/edge.ts';
import persistentVolumeCreate from './persistent-volume-create/edge.ts';
import podContains from './pod-contains/edge.ts';
import podsAttach from './pods-attach/edge.ts';
import podsCreateAsAccount from './pods-create-as-account/edge.ts';
import podsCreateEscape from './pods-create-escape/edge.ts';
import podsDebug from './pods-debug/edge.ts';
import podsExec from './pods-exec/edge.ts';
import podsPatch from './pods-patch/edge.ts';
import podsPortforward from './pods-portforward/edge.ts';
import privilegedContainer from './privileged-container/edge.ts';
import reachesEndpoint from './reaches-endpoint/edge.ts';
import rolesBind from './roles-bind/edge.ts';
import rolesEscalate from './roles-escalate/edge.ts';
import runsAs from './runs-as/edge.ts';
import secretsRead from './secrets-read/edge.ts';
import sendsFrom from './sends-from/edge.ts';
import tokenRequest from './token-request/edge.ts';
import tokenSecretCreate from './token-secret-create/edge.ts';
import tokensGuess from './tokens-guess/edge.ts';
import tokensList from './tokens-list/edge.ts';
import validatingWebhookWrite from './validating-webhook-write/edge.ts';
import workloadsCreateAsAccount from './workloads-create-as-account/edge.ts';
import workloadsCreateEscape from './workloads-create-escape/edge.ts';
import workloadsPatch from './workloads-patch/edge.ts';

/** Every edge, by id. */
export const edges: readonly Edge[] = [
  apiProxy,
  awsAuthWrite,
  bootstrapTokenCreate,
  clientCertificateIssue,
  clusterAdminControls,
  clusterAdminRights,
  exploitedService,
  exposedEndpoint,
  holdsPermissions,
  impersonateAccounts,
  impersonateGroups,
  impersonateUsers,
  memberOf,
  mutatingPolicyWrite,
  mutatingWebhookWrite,
  namespaceControls,
  namespaceLabelPatch,
  nodeRuns,
  nodesProxy,
  operatorDeputy,
  persistentVolumeCreate,
  podContains,
  podsAttach,
  podsCreateAsAccount,
  podsCreateEscape,
  podsDebug,
  podsExec,
  podsPatch,
  podsPortforward,
  privilegedContainer,
  reachesEndpoint,
  rolesBind,
  rolesEscalate,
  runsAs,
  secretsRead,
  sendsFrom,
  tokenRequest,
  tokenSecretCreate,
  tokensGuess,
  tokensList,
  validatingWebhookWrite,
  workloadsCreateAsAccount,
  workloadsCreateEscape,
  workloadsPatch,
];
