import { settingCheck } from '../../cloud/setting-check.ts';
import { lacksLogTypes, CONTROL_PLANE_LOGS } from '../../cloud/logs.ts';

export default settingCheck({
  id: 'control-plane-logs-incomplete',
  title: 'Control plane writes only some of its logs',
  severity: 'low',
  profile: 'all',
  why: 'The logs of the API server, the authenticator, the controller manager and the scheduler tell how an incident went; what is not switched on beforehand is not there afterwards.',
  remedy: 'List all of api, audit, authenticator, controllerManager and scheduler in enabled_cluster_log_types.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html'],
  rules: [lacksLogTypes(CONTROL_PLANE_LOGS)],
});
