import { settingCheck, wrong, missing, oneOf } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';
import type { Json } from '../../model/json.ts';
import { asList } from '../../std/value.ts';

/** By name, and by number as Go clients write it. */
const SYSTEM: ReadonlySet<Json> = new Set<Json>(['SYSTEM_COMPONENTS', 1]);

export default settingCheck({
  id: 'gke-logging-off',
  title: 'GKE cluster sends no logs to Cloud Logging',
  severity: 'medium',
  profile: 'recommended',
  why: 'Logs of system components and workloads stay on nodes that come and go; after an incident there is nothing to read.',
  remedy:
    'Leave logging_service at its default, and list SYSTEM_COMPONENTS and WORKLOADS in logging_config.enable_components.',
  references: [
    'https://cloud.google.com/stackdriver/docs/solutions/gke/installing',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [
    wrong(gkeCluster.loggingService, oneOf('none')),
    wrong(gkeCluster.loggingComponents, (value) => missing(value) || !asList(value).some((item) => SYSTEM.has(item)), {
      says: (value, { label }) => (missing(value) ? `${label} is empty` : `${label} lacks SYSTEM_COMPONENTS`),
    }),
  ],
});
