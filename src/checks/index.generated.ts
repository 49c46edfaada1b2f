// Written by `npm run generate`. Do not edit.
import type { Check } from '../model/check.ts';
import abacPolicy from './abac-policy/check.ts';
import addInsteadOfCopy from './add-instead-of-copy/check.ts';
import addRemoteFile from './add-remote-file/check.ts';
import adminKubeconfigOnWorker from './admin-kubeconfig-on-worker/check.ts';
import adminKubeconfigOwner from './admin-kubeconfig-owner/check.ts';
import adminKubeconfigPermissions from './admin-kubeconfig-permissions/check.ts';
import adminRoleBinding from './admin-role-binding/check.ts';
import aksAzureRbacOff from './aks-azure-rbac-off/check.ts';
import aksDefenderOff from './aks-defender-off/check.ts';
import aksEntraMissing from './aks-entra-missing/check.ts';
import aksHostEncryptionOff from './aks-host-encryption-off/check.ts';
import aksKeyVaultProviderMissing from './aks-key-vault-provider-missing/check.ts';
import aksLocalAccounts from './aks-local-accounts/check.ts';
import aksMonitoringOff from './aks-monitoring-off/check.ts';
import aksOsDiskRemote from './aks-os-disk-remote/check.ts';
import aksPolicyOff from './aks-policy-off/check.ts';
import aksRunCommandOn from './aks-run-command-on/check.ts';
import aksServicePrincipal from './aks-service-principal/check.ts';
import allowPrivilegeEscalation from './allow-privilege-escalation/check.ts';
import allowPrivilegeEscalationExplicit from './allow-privilege-escalation-explicit/check.ts';
import anonymousBinding from './anonymous-binding/check.ts';
import apiserverAlwaysAdmit from './apiserver-always-admit/check.ts';
import apiserverAlwaysPullImagesMissing from './apiserver-always-pull-images-missing/check.ts';
import apiserverAnonymousAuth from './apiserver-anonymous-auth/check.ts';
import apiserverAuditLogMaxageLow from './apiserver-audit-log-maxage-low/check.ts';
import apiserverAuditLogMaxbackupLow from './apiserver-audit-log-maxbackup-low/check.ts';
import apiserverAuditLogMaxsizeLow from './apiserver-audit-log-maxsize-low/check.ts';
import apiserverAuditLogMissing from './apiserver-audit-log-missing/check.ts';
import apiserverAuditPolicyMissing from './apiserver-audit-policy-missing/check.ts';
import apiserverAuthzAbac from './apiserver-authz-abac/check.ts';
import apiserverAuthzAlwaysAllow from './apiserver-authz-always-allow/check.ts';
import apiserverAuthzNodeMissing from './apiserver-authz-node-missing/check.ts';
import apiserverAuthzRbacMissing from './apiserver-authz-rbac-missing/check.ts';
import apiserverBasicAuthFile from './apiserver-basic-auth-file/check.ts';
import apiserverClientCaMissing from './apiserver-client-ca-missing/check.ts';
import apiserverEncryptionProviderMissing from './apiserver-encryption-provider-missing/check.ts';
import apiserverEtcdCafileMissing from './apiserver-etcd-cafile-missing/check.ts';
import apiserverEtcdCertMissing from './apiserver-etcd-cert-missing/check.ts';
import apiserverEventRateLimitMissing from './apiserver-event-rate-limit-missing/check.ts';
import apiserverImagePolicyWebhookMissing from './apiserver-image-policy-webhook-missing/check.ts';
import apiserverInsecureBindAddress from './apiserver-insecure-bind-address/check.ts';
import apiserverInsecurePort from './apiserver-insecure-port/check.ts';
import apiserverKubeletCaMissing from './apiserver-kubelet-ca-missing/check.ts';
import apiserverKubeletClientCertMissing from './apiserver-kubelet-client-cert-missing/check.ts';
import apiserverKubeletHttpsOff from './apiserver-kubelet-https-off/check.ts';
import apiserverManifestOwner from './apiserver-manifest-owner/check.ts';
import apiserverManifestPermissions from './apiserver-manifest-permissions/check.ts';
import apiserverNamespaceLifecycleOff from './apiserver-namespace-lifecycle-off/check.ts';
import apiserverNodeRestrictionMissing from './apiserver-node-restriction-missing/check.ts';
import apiserverPodSecurityOff from './apiserver-pod-security-off/check.ts';
import apiserverProfiling from './apiserver-profiling/check.ts';
import apiserverPspPluginMissing from './apiserver-psp-plugin-missing/check.ts';
import apiserverRequestTimeoutLong from './apiserver-request-timeout-long/check.ts';
import apiserverSaExtendToken from './apiserver-sa-extend-token/check.ts';
import apiserverSaKeyFileMissing from './apiserver-sa-key-file-missing/check.ts';
import apiserverSaLookupOff from './apiserver-sa-lookup-off/check.ts';
import apiserverSecurePortOff from './apiserver-secure-port-off/check.ts';
import apiserverSecurityContextDenyMissing from './apiserver-security-context-deny-missing/check.ts';
import apiserverServiceAccountPluginOff from './apiserver-service-account-plugin-off/check.ts';
import apiserverTlsCertMissing from './apiserver-tls-cert-missing/check.ts';
import apiserverTlsMinVersionLow from './apiserver-tls-min-version-low/check.ts';
import apiserverTokenAuthFile from './apiserver-token-auth-file/check.ts';
import apiserverWeakCiphers from './apiserver-weak-ciphers/check.ts';
import apparmorUnconfined from './apparmor-unconfined/check.ts';
import apparmorUnset from './apparmor-unset/check.ts';
import approveCertificates from './approve-certificates/check.ts';
import aptInScript from './apt-in-script/check.ts';
import aptRecommendsInstalled from './apt-recommends-installed/check.ts';
import auditPolicyBlind from './audit-policy-blind/check.ts';
import auditPolicyLogsSecrets from './audit-policy-logs-secrets/check.ts';
import auditRuleWrongGroup from './audit-rule-wrong-group/check.ts';
import authenticatedBinding from './authenticated-binding/check.ts';
import authenticatedClusterTakeover from './authenticated-cluster-takeover/check.ts';
import awsAuthConfigmap from './aws-auth-configmap/check.ts';
import azureJsonOwner from './azure-json-owner/check.ts';
import azureJsonPermissions from './azure-json-permissions/check.ts';
import baseImageDigestMissing from './base-image-digest-missing/check.ts';
import baseImageLatestTag from './base-image-latest-tag/check.ts';
import binaryAuthorizationOff from './binary-authorization-off/check.ts';
import bindRoles from './bind-roles/check.ts';
import bindingToMissingAccount from './binding-to-missing-account/check.ts';
import bindingToMissingRole from './binding-to-missing-role/check.ts';
import bindingWithoutSubjects from './binding-without-subjects/check.ts';
import buildStepUnconfined from './build-step-unconfined/check.ts';
import buildTlsVerificationOff from './build-tls-verification-off/check.ts';
import capNetRawAdded from './cap-net-raw-added/check.ts';
import capSysAdmin from './cap-sys-admin/check.ts';
import capSysModule from './cap-sys-module/check.ts';
import capabilitiesAddedAny from './capabilities-added-any/check.ts';
import capabilitiesBeyondBaseline from './capabilities-beyond-baseline/check.ts';
import capabilitiesBeyondRestricted from './capabilities-beyond-restricted/check.ts';
import capabilitiesDangerous from './capabilities-dangerous/check.ts';
import capabilitiesNoDrop from './capabilities-no-drop/check.ts';
import capabilitiesNotDropped from './capabilities-not-dropped/check.ts';
import cdWithoutEffect from './cd-without-effect/check.ts';
import certificateExpiring from './certificate-expiring/check.ts';
import certificateKeyNotRotated from './certificate-key-not-rotated/check.ts';
import certificateKeyWeak from './certificate-key-weak/check.ts';
import certificateSignatureWeak from './certificate-signature-weak/check.ts';
import cloudAdminRights from './cloud-admin-rights/check.ts';
import cloudCredentialsMount from './cloud-credentials-mount/check.ts';
import cloudRightsEscalating from './cloud-rights-escalating/check.ts';
import cloudRightsWildcard from './cloud-rights-wildcard/check.ts';
import clusterAdminBinding from './cluster-admin-binding/check.ts';
import clusterClientCertificateIssued from './cluster-client-certificate-issued/check.ts';
import clusterDashboardOn from './cluster-dashboard-on/check.ts';
import clusterEndpointOpen from './cluster-endpoint-open/check.ts';
import clusterEndpointPublic from './cluster-endpoint-public/check.ts';
import clusterIamTooWide from './cluster-iam-too-wide/check.ts';
import clusterNetworkPolicyOff from './cluster-network-policy-off/check.ts';
import clusterRbacOff from './cluster-rbac-off/check.ts';
import clusterSecretStoreOpen from './cluster-secret-store-open/check.ts';
import clusterSecretsWithoutKmsKey from './cluster-secrets-without-kms-key/check.ts';
import clusterStaticPassword from './cluster-static-password/check.ts';
import clusterTokenPermissions from './cluster-token-permissions/check.ts';
import clusterVersionUnsupported from './cluster-version-unsupported/check.ts';
import clusterWorkloadIdentityMissing from './cluster-workload-identity-missing/check.ts';
import cniConfigOwner from './cni-config-owner/check.ts';
import cniConfigPermissions from './cni-config-permissions/check.ts';
import cniWithoutNetworkPolicy from './cni-without-network-policy/check.ts';
import confidentialNodesOff from './confidential-nodes-off/check.ts';
import containerSecurityContextMissing from './container-security-context-missing/check.ts';
import controlPlaneAuditLogOff from './control-plane-audit-log-off/check.ts';
import controlPlaneLogsIncomplete from './control-plane-logs-incomplete/check.ts';
import controllerManagerBindAddress from './controller-manager-bind-address/check.ts';
import controllerManagerGcThresholdHigh from './controller-manager-gc-threshold-high/check.ts';
import controllerManagerKubeconfigOwner from './controller-manager-kubeconfig-owner/check.ts';
import controllerManagerKubeconfigPermissions from './controller-manager-kubeconfig-permissions/check.ts';
import controllerManagerManifestOwner from './controller-manager-manifest-owner/check.ts';
import controllerManagerManifestPermissions from './controller-manager-manifest-permissions/check.ts';
import controllerManagerProfiling from './controller-manager-profiling/check.ts';
import controllerManagerRootCaMissing from './controller-manager-root-ca-missing/check.ts';
import controllerManagerRotateKubeletCertOff from './controller-manager-rotate-kubelet-cert-off/check.ts';
import controllerManagerSaPrivateKeyMissing from './controller-manager-sa-private-key-missing/check.ts';
import controllerManagerSharedCredentials from './controller-manager-shared-credentials/check.ts';
import corednsConfigmap from './coredns-configmap/check.ts';
import cpuLimitMissing from './cpu-limit-missing/check.ts';
import cpuRequestMissing from './cpu-request-missing/check.ts';
import createBindings from './create-bindings/check.ts';
import createPersistentVolumes from './create-persistent-volumes/check.ts';
import createPods from './create-pods/check.ts';
import createTokens from './create-tokens/check.ts';
import cronjobJobTtl from './cronjob-job-ttl/check.ts';
import cronjobNoDeadline from './cronjob-no-deadline/check.ts';
import customResourceDeputy from './custom-resource-deputy/check.ts';
import dashboardDeployed from './dashboard-deployed/check.ts';
import dashboardExposed from './dashboard-exposed/check.ts';
import debugContainers from './debug-containers/check.ts';
import debugToolsInImage from './debug-tools-in-image/check.ts';
import defaultCapabilitiesKept from './default-capabilities-kept/check.ts';
import defaultNamespace from './default-namespace/check.ts';
import defaultSaAutomount from './default-sa-automount/check.ts';
import defaultSaUsed from './default-sa-used/check.ts';
import defaultServiceAccountBinding from './default-service-account-binding/check.ts';
import deleteEvents from './delete-events/check.ts';
import deletePodLogs from './delete-pod-logs/check.ts';
import deprecatedAnnotation from './deprecated-annotation/check.ts';
import deprecatedApi from './deprecated-api/check.ts';
import deprecatedField from './deprecated-field/check.ts';
import deprecatedSaField from './deprecated-sa-field/check.ts';
import dockerSockMount from './docker-sock-mount/check.ts';
import downloadPipedToShell from './download-piped-to-shell/check.ts';
import duplicateEnv from './duplicate-env/check.ts';
import eksClusterAdminGranted from './eks-cluster-admin-granted/check.ts';
import eksConfigMapAuthentication from './eks-config-map-authentication/check.ts';
import eksCreatorIsAdministrator from './eks-creator-is-administrator/check.ts';
import eksPrivateEndpointOff from './eks-private-endpoint-off/check.ts';
import encryptionConfigPermissions from './encryption-config-permissions/check.ts';
import encryptionConfigWeak from './encryption-config-weak/check.ts';
import encryptionProviderOutdated from './encryption-provider-outdated/check.ts';
import ephemeralStorageLimitMissing from './ephemeral-storage-limit-missing/check.ts';
import escalateRoles from './escalate-roles/check.ts';
import etcdAutoTls from './etcd-auto-tls/check.ts';
import etcdCertKeyMissing from './etcd-cert-key-missing/check.ts';
import etcdClientCertAuthOff from './etcd-client-cert-auth-off/check.ts';
import etcdDataOwner from './etcd-data-owner/check.ts';
import etcdDataPermissions from './etcd-data-permissions/check.ts';
import etcdManifestOwner from './etcd-manifest-owner/check.ts';
import etcdManifestPermissions from './etcd-manifest-permissions/check.ts';
import etcdPeerAutoTls from './etcd-peer-auto-tls/check.ts';
import etcdPeerCertMissing from './etcd-peer-cert-missing/check.ts';
import etcdPeerClientCertAuthOff from './etcd-peer-client-cert-auth-off/check.ts';
import etcdPlainHttp from './etcd-plain-http/check.ts';
import etcdSharedCa from './etcd-shared-ca/check.ts';
import excessiveDelete from './excessive-delete/check.ts';
import exposedPortInvalid from './exposed-port-invalid/check.ts';
import externalNameService from './external-name-service/check.ts';
import externalSecretNeverRefreshed from './external-secret-never-refreshed/check.ts';
import fewReplicas from './few-replicas/check.ts';
import fieldOfOtherVersion from './field-of-other-version/check.ts';
import firewallOpenToInternet from './firewall-open-to-internet/check.ts';
import gatewayNoTls from './gateway-no-tls/check.ts';
import gitSyncExec from './git-sync-exec/check.ts';
import gkeAlphaCluster from './gke-alpha-cluster/check.ts';
import gkeGroupsMissing from './gke-groups-missing/check.ts';
import gkeIntranodeVisibilityOff from './gke-intranode-visibility-off/check.ts';
import gkeLegacyMetadata from './gke-legacy-metadata/check.ts';
import gkeLoggingOff from './gke-logging-off/check.ts';
import gkeMonitoringOff from './gke-monitoring-off/check.ts';
import gkeNodeImageNotCos from './gke-node-image-not-cos/check.ts';
import gkeNodeReadOnlyPort from './gke-node-read-only-port/check.ts';
import gkeReleaseChannelMissing from './gke-release-channel-missing/check.ts';
import gkeRoutesBased from './gke-routes-based/check.ts';
import gkeSandboxMissing from './gke-sandbox-missing/check.ts';
import gkeSecurityPostureOff from './gke-security-posture-off/check.ts';
import gkeShieldedNodesOff from './gke-shielded-nodes-off/check.ts';
import hostIpc from './host-ipc/check.ts';
import hostNetwork from './host-network/check.ts';
import hostPathPersistentVolume from './host-path-persistent-volume/check.ts';
import hostPathSensitive from './host-path-sensitive/check.ts';
import hostPathVolume from './host-path-volume/check.ts';
import hostPathWritable from './host-path-writable/check.ts';
import hostPid from './host-pid/check.ts';
import hostPort from './host-port/check.ts';
import hostProbeHostField from './host-probe-host-field/check.ts';
import hpaCannotScale from './hpa-cannot-scale/check.ts';
import hpaDangling from './hpa-dangling/check.ts';
import hpaStaticReplicas from './hpa-static-replicas/check.ts';
import identicalProbes from './identical-probes/check.ts';
import imageHealthcheckMissing from './image-healthcheck-missing/check.ts';
import imageLatestTag from './image-latest-tag/check.ts';
import imageNoDigest from './image-no-digest/check.ts';
import imageNotMinimal from './image-not-minimal/check.ts';
import imageOldK8sRegistry from './image-old-k8s-registry/check.ts';
import imagePullPolicy from './image-pull-policy/check.ts';
import imageRunsAsRoot from './image-runs-as-root/check.ts';
import imdsHopLimitHigh from './imds-hop-limit-high/check.ts';
import imdsV1Allowed from './imds-v1-allowed/check.ts';
import impersonation from './impersonation/check.ts';
import ingressDangling from './ingress-dangling/check.ts';
import ingressExposesWorkload from './ingress-exposes-workload/check.ts';
import ingressNginxAlias from './ingress-nginx-alias/check.ts';
import ingressNginxEol from './ingress-nginx-eol/check.ts';
import ingressNginxInjection from './ingress-nginx-injection/check.ts';
import ingressNginxLua from './ingress-nginx-lua/check.ts';
import ingressNginxSnippet from './ingress-nginx-snippet/check.ts';
import ingressNoTls from './ingress-no-tls/check.ts';
import instructionOverridden from './instruction-overridden/check.ts';
import integrityMonitoringOff from './integrity-monitoring-off/check.ts';
import invalidLabel from './invalid-label/check.ts';
import invalidTargetPort from './invalid-target-port/check.ts';
import jobNoTtl from './job-no-ttl/check.ts';
import jobRestartPolicy from './job-restart-policy/check.ts';
import jwtIssuerUntrusted from './jwt-issuer-untrusted/check.ts';
import kernelSettingsUnexpected from './kernel-settings-unexpected/check.ts';
import kubeApiReachable from './kube-api-reachable/check.ts';
import kubeProxyKubeconfigOwner from './kube-proxy-kubeconfig-owner/check.ts';
import kubeProxyKubeconfigPermissions from './kube-proxy-kubeconfig-permissions/check.ts';
import kubeProxyMetricsExposed from './kube-proxy-metrics-exposed/check.ts';
import kubeSystemNamespace from './kube-system-namespace/check.ts';
import kubeconfigCredentialExposed from './kubeconfig-credential-exposed/check.ts';
import kubeconfigTlsUnverified from './kubeconfig-tls-unverified/check.ts';
import kubeletAnonymousAuth from './kubelet-anonymous-auth/check.ts';
import kubeletAuthzAlwaysAllow from './kubelet-authz-always-allow/check.ts';
import kubeletCaOwner from './kubelet-ca-owner/check.ts';
import kubeletCaPermissions from './kubelet-ca-permissions/check.ts';
import kubeletClientCaMissing from './kubelet-client-ca-missing/check.ts';
import kubeletConfigOwner from './kubelet-config-owner/check.ts';
import kubeletConfigPermissions from './kubelet-config-permissions/check.ts';
import kubeletConfigUnread from './kubelet-config-unread/check.ts';
import kubeletEventQpsLimited from './kubelet-event-qps-limited/check.ts';
import kubeletHostnameOverride from './kubelet-hostname-override/check.ts';
import kubeletIptablesOff from './kubelet-iptables-off/check.ts';
import kubeletKubeconfigOwner from './kubelet-kubeconfig-owner/check.ts';
import kubeletKubeconfigPermissions from './kubelet-kubeconfig-permissions/check.ts';
import kubeletPodPidsUnlimited from './kubelet-pod-pids-unlimited/check.ts';
import kubeletProtectKernelOff from './kubelet-protect-kernel-off/check.ts';
import kubeletReadOnlyPort from './kubelet-read-only-port/check.ts';
import kubeletRotateCertificatesOff from './kubelet-rotate-certificates-off/check.ts';
import kubeletRotateServerCertOff from './kubelet-rotate-server-cert-off/check.ts';
import kubeletSeccompDefaultOff from './kubelet-seccomp-default-off/check.ts';
import kubeletServiceOwner from './kubelet-service-owner/check.ts';
import kubeletServicePermissions from './kubelet-service-permissions/check.ts';
import kubeletStreamingTimeoutOff from './kubelet-streaming-timeout-off/check.ts';
import kubeletTlsCertMissing from './kubelet-tls-cert-missing/check.ts';
import kubeletTlsMinVersionLow from './kubelet-tls-min-version-low/check.ts';
import kubeletWeakCiphers from './kubelet-weak-ciphers/check.ts';
import legacyAbacEnabled from './legacy-abac-enabled/check.ts';
import limitRangeMissing from './limit-range-missing/check.ts';
import linuxHardeningMissing from './linux-hardening-missing/check.ts';
import literalCredential from './literal-credential/check.ts';
import livenessProbeMissing from './liveness-probe-missing/check.ts';
import loadBalancerOpen from './load-balancer-open/check.ts';
import lockfileIgnored from './lockfile-ignored/check.ts';
import maintainerDeprecated from './maintainer-deprecated/check.ts';
import manageConfigmaps from './manage-configmaps/check.ts';
import manageNetworking from './manage-networking/check.ts';
import manageSecrets from './manage-secrets/check.ts';
import manageWorkloads from './manage-workloads/check.ts';
import mastersBinding from './masters-binding/check.ts';
import memoryLimitMissing from './memory-limit-missing/check.ts';
import memoryRequestMissing from './memory-request-missing/check.ts';
import meshIdentityWithoutMtls from './mesh-identity-without-mtls/check.ts';
import meshMtlsDisabled from './mesh-mtls-disabled/check.ts';
import metricsServerKubeletInsecureTls from './metrics-server-kubelet-insecure-tls/check.ts';
import modifyAdmissionPolicies from './modify-admission-policies/check.ts';
import modifyApiServices from './modify-api-services/check.ts';
import modifyLeases from './modify-leases/check.ts';
import modifyNamespaces from './modify-namespaces/check.ts';
import modifyNodes from './modify-nodes/check.ts';
import modifyPodStatus from './modify-pod-status/check.ts';
import modifyWebhooks from './modify-webhooks/check.ts';
import mountedSecretSynced from './mounted-secret-synced/check.ts';
import nakedPod from './naked-pod/check.ts';
import namespaceAdminBinding from './namespace-admin-binding/check.ts';
import namespaceNotIsolated from './namespace-not-isolated/check.ts';
import namespaceWithoutPodSecurity from './namespace-without-pod-security/check.ts';
import netRawNotDropped from './net-raw-not-dropped/check.ts';
import netpolDangling from './netpol-dangling/check.ts';
import netpolMetadataReachable from './netpol-metadata-reachable/check.ts';
import netpolMissing from './netpol-missing/check.ts';
import netpolNamespaceMissing from './netpol-namespace-missing/check.ts';
import netpolOpenSelector from './netpol-open-selector/check.ts';
import netpolPeerUnmatched from './netpol-peer-unmatched/check.ts';
import netpolRuleImpossible from './netpol-rule-impossible/check.ts';
import netpolRuleShadowed from './netpol-rule-shadowed/check.ts';
import nodeAutoRepairOff from './node-auto-repair-off/check.ts';
import nodeAutoUpgradeOff from './node-auto-upgrade-off/check.ts';
import nodeDiskUnencrypted from './node-disk-unencrypted/check.ts';
import nodeDiskWithoutOwnKey from './node-disk-without-own-key/check.ts';
import nodeImageOutdated from './node-image-outdated/check.ts';
import nodeMacDisabled from './node-mac-disabled/check.ts';
import nodeMetadataExposed from './node-metadata-exposed/check.ts';
import nodePortOutOfRange from './node-port-out-of-range/check.ts';
import nodeRoleCniPolicy from './node-role-cni-policy/check.ts';
import nodeScopesTooWide from './node-scopes-too-wide/check.ts';
import nodeServiceAccountDefault from './node-service-account-default/check.ts';
import nodeSshOpen from './node-ssh-open/check.ts';
import nodeSwapUnmanaged from './node-swap-unmanaged/check.ts';
import nodesProxy from './nodes-proxy/check.ts';
import nodesWithPublicIp from './nodes-with-public-ip/check.ts';
import packageCacheLeft from './package-cache-left/check.ts';
import packageInstallInteractive from './package-install-interactive/check.ts';
import packageSignatureUnchecked from './package-signature-unchecked/check.ts';
import packageUpdateAlone from './package-update-alone/check.ts';
import packageVersionUnpinned from './package-version-unpinned/check.ts';
import passwordSetInBuild from './password-set-in-build/check.ts';
import pdbMissing from './pdb-missing/check.ts';
import pdbZeroDisruptions from './pdb-zero-disruptions/check.ts';
import pipeWithoutPipefail from './pipe-without-pipefail/check.ts';
import pkiCertificatePermissions from './pki-certificate-permissions/check.ts';
import pkiKeyPermissions from './pki-key-permissions/check.ts';
import pkiOwner from './pki-owner/check.ts';
import platformConstant from './platform-constant/check.ts';
import podAntiAffinityMissing from './pod-anti-affinity-missing/check.ts';
import podRoleTrustTooWide from './pod-role-trust-too-wide/check.ts';
import podSecurityContextMissing from './pod-security-context-missing/check.ts';
import podSecurityDefaultPrivileged from './pod-security-default-privileged/check.ts';
import podSecurityPolicyPermissive from './pod-security-policy-permissive/check.ts';
import podsAttach from './pods-attach/check.ts';
import podsExec from './pods-exec/check.ts';
import podsExecBinding from './pods-exec-binding/check.ts';
import podsPortforward from './pods-portforward/check.ts';
import powerfulAggregatedRole from './powerful-aggregated-role/check.ts';
import priorityClassMissing from './priority-class-missing/check.ts';
import privateKeyInGit from './private-key-in-git/check.ts';
import privilegedContainer from './privileged-container/check.ts';
import privilegedPortExposed from './privileged-port-exposed/check.ts';
import privilegedPorts from './privileged-ports/check.ts';
import probesMissing from './probes-missing/check.ts';
import procMountUnmasked from './proc-mount-unmasked/check.ts';
import procMountUnmaskedInUserNamespace from './proc-mount-unmasked-in-user-namespace/check.ts';
import readSecretsClusterWide from './read-secrets-cluster-wide/check.ts';
import readSecretsInNamespace from './read-secrets-in-namespace/check.ts';
import readinessProbeMissing from './readiness-probe-missing/check.ts';
import registryAdminUser from './registry-admin-user/check.ts';
import registryImageScanningOff from './registry-image-scanning-off/check.ts';
import registryLoginInGit from './registry-login-in-git/check.ts';
import registryNotAllowed from './registry-not-allowed/check.ts';
import registryOpenToEveryone from './registry-open-to-everyone/check.ts';
import registryPublicNetwork from './registry-public-network/check.ts';
import registryTagsMutable from './registry-tags-mutable/check.ts';
import registryWithoutOwnKey from './registry-without-own-key/check.ts';
import registryWriteByNodes from './registry-write-by-nodes/check.ts';
import relativeWorkdir from './relative-workdir/check.ts';
import requestAboveLimit from './request-above-limit/check.ts';
import requiredFieldMissing from './required-field-missing/check.ts';
import resourceQuotaMissing from './resource-quota-missing/check.ts';
import restrictedVolumeTypes from './restricted-volume-types/check.ts';
import rootFilesystemWritable from './root-filesystem-writable/check.ts';
import rootGid from './root-gid/check.ts';
import routeDangling from './route-dangling/check.ts';
import runAsLowGid from './run-as-low-gid/check.ts';
import runAsLowUid from './run-as-low-uid/check.ts';
import runAsNonRootMissing from './run-as-non-root-missing/check.ts';
import runAsRoot from './run-as-root/check.ts';
import runAsUidZero from './run-as-uid-zero/check.ts';
import runtimeSocketPermissions from './runtime-socket-permissions/check.ts';
import saTokenAutomount from './sa-token-automount/check.ts';
import schedulerBindAddress from './scheduler-bind-address/check.ts';
import schedulerKubeconfigOwner from './scheduler-kubeconfig-owner/check.ts';
import schedulerKubeconfigPermissions from './scheduler-kubeconfig-permissions/check.ts';
import schedulerManifestOwner from './scheduler-manifest-owner/check.ts';
import schedulerManifestPermissions from './scheduler-manifest-permissions/check.ts';
import schedulerProfiling from './scheduler-profiling/check.ts';
import sealedSecretClusterWide from './sealed-secret-cluster-wide/check.ts';
import sealedSecretUnencrypted from './sealed-secret-unencrypted/check.ts';
import seccompNotSet from './seccomp-not-set/check.ts';
import seccompUnconfined from './seccomp-unconfined/check.ts';
import secretFileCopied from './secret-file-copied/check.ts';
import secretInArgOrEnv from './secret-in-arg-or-env/check.ts';
import secretInConfigmap from './secret-in-configmap/check.ts';
import secretInGit from './secret-in-git/check.ts';
import secretMountSubpath from './secret-mount-subpath/check.ts';
import secretMountWorldReadable from './secret-mount-world-readable/check.ts';
import secretMutable from './secret-mutable/check.ts';
import secretNotRotated from './secret-not-rotated/check.ts';
import secretPlaintextEnv from './secret-plaintext-env/check.ts';
import secretStoreLiteralCredential from './secret-store-literal-credential/check.ts';
import secretsInEnv from './secrets-in-env/check.ts';
import secretsStoredPlain from './secrets-stored-plain/check.ts';
import secureBootOff from './secure-boot-off/check.ts';
import securityContextMissing from './security-context-missing/check.ts';
import selectorMismatch from './selector-mismatch/check.ts';
import selinuxOptions from './selinux-options/check.ts';
import serviceAccountNonexistent from './service-account-nonexistent/check.ts';
import serviceAccountReadsSecrets from './service-account-reads-secrets/check.ts';
import serviceAccountTokenLongLived from './service-account-token-long-lived/check.ts';
import serviceAccountsBinding from './service-accounts-binding/check.ts';
import serviceDangling from './service-dangling/check.ts';
import serviceExternalIp from './service-external-ip/check.ts';
import serviceExternalIpsAllowed from './service-external-ips-allowed/check.ts';
import serviceLoadbalancerExternal from './service-loadbalancer-external/check.ts';
import serviceNodeport from './service-nodeport/check.ts';
import servicePortUnmatched from './service-port-unmatched/check.ts';
import servicesStatus from './services-status/check.ts';
import setuidBitSet from './setuid-bit-set/check.ts';
import sharedServiceAccount from './shared-service-account/check.ts';
import shellFormEntrypoint from './shell-form-entrypoint/check.ts';
import sopsValueUnencrypted from './sops-value-unencrypted/check.ts';
import sshPort from './ssh-port/check.ts';
import sshPortExposed from './ssh-port-exposed/check.ts';
import stageNameDuplicate from './stage-name-duplicate/check.ts';
import stageReferenceUnknown from './stage-reference-unknown/check.ts';
import statefulsetWithoutService from './statefulset-without-service/check.ts';
import storageClassUnencrypted from './storage-class-unencrypted/check.ts';
import storageClassWithoutOwnKey from './storage-class-without-own-key/check.ts';
import storeReachableFromExposed from './store-reachable-from-exposed/check.ts';
import subnetFlowLogsOff from './subnet-flow-logs-off/check.ts';
import subresourceWildcard from './subresource-wildcard/check.ts';
import sudoInBuild from './sudo-in-build/check.ts';
import sudoInEntrypoint from './sudo-in-entrypoint/check.ts';
import superAdminKubeconfigKept from './super-admin-kubeconfig-kept/check.ts';
import systemUpgradeInBuild from './system-upgrade-in-build/check.ts';
import tillerDeployed from './tiller-deployed/check.ts';
import tillerListener from './tiller-listener/check.ts';
import tillerService from './tiller-service/check.ts';
import topologySpreadMissing from './topology-spread-missing/check.ts';
import unknownField from './unknown-field/check.ts';
import unknownInstruction from './unknown-instruction/check.ts';
import unsafeSysctls from './unsafe-sysctls/check.ts';
import unsupportedComponentVersion from './unsupported-component-version/check.ts';
import unsupportedKubernetesVersion from './unsupported-kubernetes-version/check.ts';
import vulnerableComponentVersion from './vulnerable-component-version/check.ts';
import wildcardAll from './wildcard-all/check.ts';
import wildcardApiGroups from './wildcard-api-groups/check.ts';
import wildcardResources from './wildcard-resources/check.ts';
import wildcardVerbs from './wildcard-verbs/check.ts';
import windowsHostProcess from './windows-host-process/check.ts';
import workloadClusterAdmin from './workload-cluster-admin/check.ts';
import workloadClusterTakeover from './workload-cluster-takeover/check.ts';
import worldWritableFile from './world-writable-file/check.ts';
import wrongType from './wrong-type/check.ts';

/** Every check, by id. */
export const checks = [
  abacPolicy,
  addInsteadOfCopy,
  addRemoteFile,
  adminKubeconfigOnWorker,
  adminKubeconfigOwner,
  adminKubeconfigPermissions,
  adminRoleBinding,
  aksAzureRbacOff,
  aksDefenderOff,
  aksEntraMissing,
  aksHostEncryptionOff,
  aksKeyVaultProviderMissing,
  aksLocalAccounts,
  aksMonitoringOff,
  aksOsDiskRemote,
  aksPolicyOff,
  aksRunCommandOn,
  aksServicePrincipal,
  allowPrivilegeEscalation,
  allowPrivilegeEscalationExplicit,
  anonymousBinding,
  apiserverAlwaysAdmit,
  apiserverAlwaysPullImagesMissing,
  apiserverAnonymousAuth,
  apiserverAuditLogMaxageLow,
  apiserverAuditLogMaxbackupLow,
  apiserverAuditLogMaxsizeLow,
  apiserverAuditLogMissing,
  apiserverAuditPolicyMissing,
  apiserverAuthzAbac,
  apiserverAuthzAlwaysAllow,
  apiserverAuthzNodeMissing,
  apiserverAuthzRbacMissing,
  apiserverBasicAuthFile,
  apiserverClientCaMissing,
  apiserverEncryptionProviderMissing,
  apiserverEtcdCafileMissing,
  apiserverEtcdCertMissing,
  apiserverEventRateLimitMissing,
  apiserverImagePolicyWebhookMissing,
  apiserverInsecureBindAddress,
  apiserverInsecurePort,
  apiserverKubeletCaMissing,
  apiserverKubeletClientCertMissing,
  apiserverKubeletHttpsOff,
  apiserverManifestOwner,
  apiserverManifestPermissions,
  apiserverNamespaceLifecycleOff,
  apiserverNodeRestrictionMissing,
  apiserverPodSecurityOff,
  apiserverProfiling,
  apiserverPspPluginMissing,
  apiserverRequestTimeoutLong,
  apiserverSaExtendToken,
  apiserverSaKeyFileMissing,
  apiserverSaLookupOff,
  apiserverSecurePortOff,
  apiserverSecurityContextDenyMissing,
  apiserverServiceAccountPluginOff,
  apiserverTlsCertMissing,
  apiserverTlsMinVersionLow,
  apiserverTokenAuthFile,
  apiserverWeakCiphers,
  apparmorUnconfined,
  apparmorUnset,
  approveCertificates,
  aptInScript,
  aptRecommendsInstalled,
  auditPolicyBlind,
  auditPolicyLogsSecrets,
  auditRuleWrongGroup,
  authenticatedBinding,
  authenticatedClusterTakeover,
  awsAuthConfigmap,
  azureJsonOwner,
  azureJsonPermissions,
  baseImageDigestMissing,
  baseImageLatestTag,
  binaryAuthorizationOff,
  bindRoles,
  bindingToMissingAccount,
  bindingToMissingRole,
  bindingWithoutSubjects,
  buildStepUnconfined,
  buildTlsVerificationOff,
  capNetRawAdded,
  capSysAdmin,
  capSysModule,
  capabilitiesAddedAny,
  capabilitiesBeyondBaseline,
  capabilitiesBeyondRestricted,
  capabilitiesDangerous,
  capabilitiesNoDrop,
  capabilitiesNotDropped,
  cdWithoutEffect,
  certificateExpiring,
  certificateKeyNotRotated,
  certificateKeyWeak,
  certificateSignatureWeak,
  cloudAdminRights,
  cloudCredentialsMount,
  cloudRightsEscalating,
  cloudRightsWildcard,
  clusterAdminBinding,
  clusterClientCertificateIssued,
  clusterDashboardOn,
  clusterEndpointOpen,
  clusterEndpointPublic,
  clusterIamTooWide,
  clusterNetworkPolicyOff,
  clusterRbacOff,
  clusterSecretStoreOpen,
  clusterSecretsWithoutKmsKey,
  clusterStaticPassword,
  clusterTokenPermissions,
  clusterVersionUnsupported,
  clusterWorkloadIdentityMissing,
  cniConfigOwner,
  cniConfigPermissions,
  cniWithoutNetworkPolicy,
  confidentialNodesOff,
  containerSecurityContextMissing,
  controlPlaneAuditLogOff,
  controlPlaneLogsIncomplete,
  controllerManagerBindAddress,
  controllerManagerGcThresholdHigh,
  controllerManagerKubeconfigOwner,
  controllerManagerKubeconfigPermissions,
  controllerManagerManifestOwner,
  controllerManagerManifestPermissions,
  controllerManagerProfiling,
  controllerManagerRootCaMissing,
  controllerManagerRotateKubeletCertOff,
  controllerManagerSaPrivateKeyMissing,
  controllerManagerSharedCredentials,
  corednsConfigmap,
  cpuLimitMissing,
  cpuRequestMissing,
  createBindings,
  createPersistentVolumes,
  createPods,
  createTokens,
  cronjobJobTtl,
  cronjobNoDeadline,
  customResourceDeputy,
  dashboardDeployed,
  dashboardExposed,
  debugContainers,
  debugToolsInImage,
  defaultCapabilitiesKept,
  defaultNamespace,
  defaultSaAutomount,
  defaultSaUsed,
  defaultServiceAccountBinding,
  deleteEvents,
  deletePodLogs,
  deprecatedAnnotation,
  deprecatedApi,
  deprecatedField,
  deprecatedSaField,
  dockerSockMount,
  downloadPipedToShell,
  duplicateEnv,
  eksClusterAdminGranted,
  eksConfigMapAuthentication,
  eksCreatorIsAdministrator,
  eksPrivateEndpointOff,
  encryptionConfigPermissions,
  encryptionConfigWeak,
  encryptionProviderOutdated,
  ephemeralStorageLimitMissing,
  escalateRoles,
  etcdAutoTls,
  etcdCertKeyMissing,
  etcdClientCertAuthOff,
  etcdDataOwner,
  etcdDataPermissions,
  etcdManifestOwner,
  etcdManifestPermissions,
  etcdPeerAutoTls,
  etcdPeerCertMissing,
  etcdPeerClientCertAuthOff,
  etcdPlainHttp,
  etcdSharedCa,
  excessiveDelete,
  exposedPortInvalid,
  externalNameService,
  externalSecretNeverRefreshed,
  fewReplicas,
  fieldOfOtherVersion,
  firewallOpenToInternet,
  gatewayNoTls,
  gitSyncExec,
  gkeAlphaCluster,
  gkeGroupsMissing,
  gkeIntranodeVisibilityOff,
  gkeLegacyMetadata,
  gkeLoggingOff,
  gkeMonitoringOff,
  gkeNodeImageNotCos,
  gkeNodeReadOnlyPort,
  gkeReleaseChannelMissing,
  gkeRoutesBased,
  gkeSandboxMissing,
  gkeSecurityPostureOff,
  gkeShieldedNodesOff,
  hostIpc,
  hostNetwork,
  hostPathPersistentVolume,
  hostPathSensitive,
  hostPathVolume,
  hostPathWritable,
  hostPid,
  hostPort,
  hostProbeHostField,
  hpaCannotScale,
  hpaDangling,
  hpaStaticReplicas,
  identicalProbes,
  imageHealthcheckMissing,
  imageLatestTag,
  imageNoDigest,
  imageNotMinimal,
  imageOldK8sRegistry,
  imagePullPolicy,
  imageRunsAsRoot,
  imdsHopLimitHigh,
  imdsV1Allowed,
  impersonation,
  ingressDangling,
  ingressExposesWorkload,
  ingressNginxAlias,
  ingressNginxEol,
  ingressNginxInjection,
  ingressNginxLua,
  ingressNginxSnippet,
  ingressNoTls,
  instructionOverridden,
  integrityMonitoringOff,
  invalidLabel,
  invalidTargetPort,
  jobNoTtl,
  jobRestartPolicy,
  jwtIssuerUntrusted,
  kernelSettingsUnexpected,
  kubeApiReachable,
  kubeProxyKubeconfigOwner,
  kubeProxyKubeconfigPermissions,
  kubeProxyMetricsExposed,
  kubeSystemNamespace,
  kubeconfigCredentialExposed,
  kubeconfigTlsUnverified,
  kubeletAnonymousAuth,
  kubeletAuthzAlwaysAllow,
  kubeletCaOwner,
  kubeletCaPermissions,
  kubeletClientCaMissing,
  kubeletConfigOwner,
  kubeletConfigPermissions,
  kubeletConfigUnread,
  kubeletEventQpsLimited,
  kubeletHostnameOverride,
  kubeletIptablesOff,
  kubeletKubeconfigOwner,
  kubeletKubeconfigPermissions,
  kubeletPodPidsUnlimited,
  kubeletProtectKernelOff,
  kubeletReadOnlyPort,
  kubeletRotateCertificatesOff,
  kubeletRotateServerCertOff,
  kubeletSeccompDefaultOff,
  kubeletServiceOwner,
  kubeletServicePermissions,
  kubeletStreamingTimeoutOff,
  kubeletTlsCertMissing,
  kubeletTlsMinVersionLow,
  kubeletWeakCiphers,
  legacyAbacEnabled,
  limitRangeMissing,
  linuxHardeningMissing,
  literalCredential,
  livenessProbeMissing,
  loadBalancerOpen,
  lockfileIgnored,
  maintainerDeprecated,
  manageConfigmaps,
  manageNetworking,
  manageSecrets,
  manageWorkloads,
  mastersBinding,
  memoryLimitMissing,
  memoryRequestMissing,
  meshIdentityWithoutMtls,
  meshMtlsDisabled,
  metricsServerKubeletInsecureTls,
  modifyAdmissionPolicies,
  modifyApiServices,
  modifyLeases,
  modifyNamespaces,
  modifyNodes,
  modifyPodStatus,
  modifyWebhooks,
  mountedSecretSynced,
  nakedPod,
  namespaceAdminBinding,
  namespaceNotIsolated,
  namespaceWithoutPodSecurity,
  netRawNotDropped,
  netpolDangling,
  netpolMetadataReachable,
  netpolMissing,
  netpolNamespaceMissing,
  netpolOpenSelector,
  netpolPeerUnmatched,
  netpolRuleImpossible,
  netpolRuleShadowed,
  nodeAutoRepairOff,
  nodeAutoUpgradeOff,
  nodeDiskUnencrypted,
  nodeDiskWithoutOwnKey,
  nodeImageOutdated,
  nodeMacDisabled,
  nodeMetadataExposed,
  nodePortOutOfRange,
  nodeRoleCniPolicy,
  nodeScopesTooWide,
  nodeServiceAccountDefault,
  nodeSshOpen,
  nodeSwapUnmanaged,
  nodesProxy,
  nodesWithPublicIp,
  packageCacheLeft,
  packageInstallInteractive,
  packageSignatureUnchecked,
  packageUpdateAlone,
  packageVersionUnpinned,
  passwordSetInBuild,
  pdbMissing,
  pdbZeroDisruptions,
  pipeWithoutPipefail,
  pkiCertificatePermissions,
  pkiKeyPermissions,
  pkiOwner,
  platformConstant,
  podAntiAffinityMissing,
  podRoleTrustTooWide,
  podSecurityContextMissing,
  podSecurityDefaultPrivileged,
  podSecurityPolicyPermissive,
  podsAttach,
  podsExec,
  podsExecBinding,
  podsPortforward,
  powerfulAggregatedRole,
  priorityClassMissing,
  privateKeyInGit,
  privilegedContainer,
  privilegedPortExposed,
  privilegedPorts,
  probesMissing,
  procMountUnmasked,
  procMountUnmaskedInUserNamespace,
  readSecretsClusterWide,
  readSecretsInNamespace,
  readinessProbeMissing,
  registryAdminUser,
  registryImageScanningOff,
  registryLoginInGit,
  registryNotAllowed,
  registryOpenToEveryone,
  registryPublicNetwork,
  registryTagsMutable,
  registryWithoutOwnKey,
  registryWriteByNodes,
  relativeWorkdir,
  requestAboveLimit,
  requiredFieldMissing,
  resourceQuotaMissing,
  restrictedVolumeTypes,
  rootFilesystemWritable,
  rootGid,
  routeDangling,
  runAsLowGid,
  runAsLowUid,
  runAsNonRootMissing,
  runAsRoot,
  runAsUidZero,
  runtimeSocketPermissions,
  saTokenAutomount,
  schedulerBindAddress,
  schedulerKubeconfigOwner,
  schedulerKubeconfigPermissions,
  schedulerManifestOwner,
  schedulerManifestPermissions,
  schedulerProfiling,
  sealedSecretClusterWide,
  sealedSecretUnencrypted,
  seccompNotSet,
  seccompUnconfined,
  secretFileCopied,
  secretInArgOrEnv,
  secretInConfigmap,
  secretInGit,
  secretMountSubpath,
  secretMountWorldReadable,
  secretMutable,
  secretNotRotated,
  secretPlaintextEnv,
  secretStoreLiteralCredential,
  secretsInEnv,
  secretsStoredPlain,
  secureBootOff,
  securityContextMissing,
  selectorMismatch,
  selinuxOptions,
  serviceAccountNonexistent,
  serviceAccountReadsSecrets,
  serviceAccountTokenLongLived,
  serviceAccountsBinding,
  serviceDangling,
  serviceExternalIp,
  serviceExternalIpsAllowed,
  serviceLoadbalancerExternal,
  serviceNodeport,
  servicePortUnmatched,
  servicesStatus,
  setuidBitSet,
  sharedServiceAccount,
  shellFormEntrypoint,
  sopsValueUnencrypted,
  sshPort,
  sshPortExposed,
  stageNameDuplicate,
  stageReferenceUnknown,
  statefulsetWithoutService,
  storageClassUnencrypted,
  storageClassWithoutOwnKey,
  storeReachableFromExposed,
  subnetFlowLogsOff,
  subresourceWildcard,
  sudoInBuild,
  sudoInEntrypoint,
  superAdminKubeconfigKept,
  systemUpgradeInBuild,
  tillerDeployed,
  tillerListener,
  tillerService,
  topologySpreadMissing,
  unknownField,
  unknownInstruction,
  unsafeSysctls,
  unsupportedComponentVersion,
  unsupportedKubernetesVersion,
  vulnerableComponentVersion,
  wildcardAll,
  wildcardApiGroups,
  wildcardResources,
  wildcardVerbs,
  windowsHostProcess,
  workloadClusterAdmin,
  workloadClusterTakeover,
  worldWritableFile,
  wrongType,
] as unknown as readonly Check[];
