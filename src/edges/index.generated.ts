// Written by `npm run generate`. Do not edit.
import type { Edge } from './edge.ts';
import clusterAdminControls from './cluster-admin-controls/edge.ts';
import clusterAdminRights from './cluster-admin-rights/edge.ts';
import exploitedService from './exploited-service/edge.ts';
import exposedEndpoint from './exposed-endpoint/edge.ts';
import holdsPermissions from './holds-permissions/edge.ts';
import memberOf from './member-of/edge.ts';
import namespaceControls from './namespace-controls/edge.ts';
import nodeRuns from './node-runs/edge.ts';
import podContains from './pod-contains/edge.ts';
import podsExec from './pods-exec/edge.ts';
import privilegedContainer from './privileged-container/edge.ts';
import reachesEndpoint from './reaches-endpoint/edge.ts';
import runsAs from './runs-as/edge.ts';
import sendsFrom from './sends-from/edge.ts';

/** Every edge, by id. */
export const edges: readonly Edge[] = [
  clusterAdminControls,
  clusterAdminRights,
  exploitedService,
  exposedEndpoint,
  holdsPermissions,
  memberOf,
  namespaceControls,
  nodeRuns,
  podContains,
  podsExec,
  privilegedContainer,
  reachesEndpoint,
  runsAs,
  sendsFrom,
];
