// Written by tools/schema/generate.ts from Kubernetes v1.29.6, v1.30.14, v1.31.14, v1.32.13, v1.33.13, v1.34.4, v1.35.4, v1.36.3. Do not edit.
export const FIRST_MINOR = 29;
export const LAST_MINOR = 36;
export const SCHEMA = `
admissionregistration.k8s.io/v1 MutatingAdmissionPolicy admissionregistration.v1.MutatingAdmissionPolicy@36-
admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding admissionregistration.v1.MutatingAdmissionPolicyBinding@36-
admissionregistration.k8s.io/v1 MutatingWebhookConfiguration admissionregistration.v1.MutatingWebhookConfiguration
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy admissionregistration.v1.ValidatingAdmissionPolicy@30-
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding admissionregistration.v1.ValidatingAdmissionPolicyBinding@30-
admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration admissionregistration.v1.ValidatingWebhookConfiguration
admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicy admissionregistration.v1alpha1.MutatingAdmissionPolicy@32-
admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicyBinding admissionregistration.v1alpha1.MutatingAdmissionPolicyBinding@32-
admissionregistration.k8s.io/v1alpha1 ValidatingAdmissionPolicy admissionregistration.v1alpha1.ValidatingAdmissionPolicy@-31
admissionregistration.k8s.io/v1alpha1 ValidatingAdmissionPolicyBinding admissionregistration.v1alpha1.ValidatingAdmissionPolicyBinding@-31
admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy admissionregistration.v1beta1.MutatingAdmissionPolicy@34-
admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicyBinding admissionregistration.v1beta1.MutatingAdmissionPolicyBinding@34-
admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicy admissionregistration.v1beta1.ValidatingAdmissionPolicy@-33
admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicyBinding admissionregistration.v1beta1.ValidatingAdmissionPolicyBinding@-33
apiextensions.k8s.io/v1 CustomResourceDefinition apiextensions.v1.CustomResourceDefinition
apiregistration.k8s.io/v1 APIService apiregistration.v1.APIService
apps/v1 ControllerRevision apps.v1.ControllerRevision
apps/v1 DaemonSet apps.v1.DaemonSet
apps/v1 Deployment apps.v1.Deployment
apps/v1 ReplicaSet apps.v1.ReplicaSet
apps/v1 StatefulSet apps.v1.StatefulSet
authentication.k8s.io/v1 SelfSubjectReview authentication.v1.SelfSubjectReview
authentication.k8s.io/v1 TokenRequest authentication.v1.TokenRequest
authentication.k8s.io/v1 TokenReview authentication.v1.TokenReview
authentication.k8s.io/v1alpha1 SelfSubjectReview authentication.v1alpha1.SelfSubjectReview@-31
authentication.k8s.io/v1beta1 SelfSubjectReview authentication.v1beta1.SelfSubjectReview@-32
authorization.k8s.io/v1 LocalSubjectAccessReview authorization.v1.LocalSubjectAccessReview
authorization.k8s.io/v1 SelfSubjectAccessReview authorization.v1.SelfSubjectAccessReview
authorization.k8s.io/v1 SelfSubjectRulesReview authorization.v1.SelfSubjectRulesReview
authorization.k8s.io/v1 SubjectAccessReview authorization.v1.SubjectAccessReview
autoscaling/v1 HorizontalPodAutoscaler autoscaling.v1.HorizontalPodAutoscaler
autoscaling/v1 Scale autoscaling.v1.Scale
autoscaling/v2 HorizontalPodAutoscaler autoscaling.v2.HorizontalPodAutoscaler
batch/v1 CronJob batch.v1.CronJob
batch/v1 Job batch.v1.Job
certificates.k8s.io/v1 CertificateSigningRequest certificates.v1.CertificateSigningRequest
certificates.k8s.io/v1alpha1 ClusterTrustBundle certificates.v1alpha1.ClusterTrustBundle
certificates.k8s.io/v1alpha1 PodCertificateRequest certificates.v1alpha1.PodCertificateRequest@34-34
certificates.k8s.io/v1beta1 ClusterTrustBundle certificates.v1beta1.ClusterTrustBundle@33-
certificates.k8s.io/v1beta1 PodCertificateRequest certificates.v1beta1.PodCertificateRequest@35-
coordination.k8s.io/v1 Lease coordination.v1.Lease
coordination.k8s.io/v1alpha1 LeaseCandidate coordination.v1alpha1.LeaseCandidate@31-31
coordination.k8s.io/v1alpha2 LeaseCandidate coordination.v1alpha2.LeaseCandidate@32-
coordination.k8s.io/v1beta1 LeaseCandidate coordination.v1beta1.LeaseCandidate@33-
discovery.k8s.io/v1 EndpointSlice discovery.v1.EndpointSlice
events.k8s.io/v1 Event events.v1.Event
flowcontrol.apiserver.k8s.io/v1 FlowSchema flowcontrol.v1.FlowSchema
flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration flowcontrol.v1.PriorityLevelConfiguration
flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema flowcontrol.v1beta3.FlowSchema@-31
flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration flowcontrol.v1beta3.PriorityLevelConfiguration@-31
internal.apiserver.k8s.io/v1alpha1 StorageVersion apiserverinternal.v1alpha1.StorageVersion
networking.k8s.io/v1 IPAddress networking.v1.IPAddress@33-
networking.k8s.io/v1 Ingress networking.v1.Ingress
networking.k8s.io/v1 IngressClass networking.v1.IngressClass
networking.k8s.io/v1 NetworkPolicy networking.v1.NetworkPolicy
networking.k8s.io/v1 ServiceCIDR networking.v1.ServiceCIDR@33-
networking.k8s.io/v1alpha1 IPAddress networking.v1alpha1.IPAddress@-30
networking.k8s.io/v1alpha1 ServiceCIDR networking.v1alpha1.ServiceCIDR@-30
networking.k8s.io/v1beta1 IPAddress networking.v1beta1.IPAddress@31-
networking.k8s.io/v1beta1 ServiceCIDR networking.v1beta1.ServiceCIDR@31-
node.k8s.io/v1 RuntimeClass node.v1.RuntimeClass
policy/v1 Eviction policy.v1.Eviction
policy/v1 PodDisruptionBudget policy.v1.PodDisruptionBudget
rbac.authorization.k8s.io/v1 ClusterRole rbac.v1.ClusterRole
rbac.authorization.k8s.io/v1 ClusterRoleBinding rbac.v1.ClusterRoleBinding
rbac.authorization.k8s.io/v1 Role rbac.v1.Role
rbac.authorization.k8s.io/v1 RoleBinding rbac.v1.RoleBinding
resource.k8s.io/v1 DeviceClass resource.v1.DeviceClass@34-
resource.k8s.io/v1 ResourceClaim resource.v1.ResourceClaim@34-
resource.k8s.io/v1 ResourceClaimTemplate resource.v1.ResourceClaimTemplate@34-
resource.k8s.io/v1 ResourceSlice resource.v1.ResourceSlice@34-
resource.k8s.io/v1alpha2 PodSchedulingContext resource.v1alpha2.PodSchedulingContext@-30
resource.k8s.io/v1alpha2 ResourceClaim resource.v1alpha2.ResourceClaim@-30
resource.k8s.io/v1alpha2 ResourceClaimParameters resource.v1alpha2.ResourceClaimParameters@30-30
resource.k8s.io/v1alpha2 ResourceClaimTemplate resource.v1alpha2.ResourceClaimTemplate@-30
resource.k8s.io/v1alpha2 ResourceClass resource.v1alpha2.ResourceClass@-30
resource.k8s.io/v1alpha2 ResourceClassParameters resource.v1alpha2.ResourceClassParameters@30-30
resource.k8s.io/v1alpha2 ResourceSlice resource.v1alpha2.ResourceSlice@30-30
resource.k8s.io/v1alpha3 DeviceClass resource.v1alpha3.DeviceClass@31-33
resource.k8s.io/v1alpha3 DeviceTaintRule resource.v1alpha3.DeviceTaintRule@33-
resource.k8s.io/v1alpha3 PodSchedulingContext resource.v1alpha3.PodSchedulingContext@31-31
resource.k8s.io/v1alpha3 ResourceClaim resource.v1alpha3.ResourceClaim@31-33
resource.k8s.io/v1alpha3 ResourceClaimTemplate resource.v1alpha3.ResourceClaimTemplate@31-33
resource.k8s.io/v1alpha3 ResourcePoolStatusRequest resource.v1alpha3.ResourcePoolStatusRequest@36-
resource.k8s.io/v1alpha3 ResourceSlice resource.v1alpha3.ResourceSlice@31-33
resource.k8s.io/v1beta1 DeviceClass resource.v1beta1.DeviceClass@32-
resource.k8s.io/v1beta1 ResourceClaim resource.v1beta1.ResourceClaim@32-
resource.k8s.io/v1beta1 ResourceClaimTemplate resource.v1beta1.ResourceClaimTemplate@32-
resource.k8s.io/v1beta1 ResourceSlice resource.v1beta1.ResourceSlice@32-
resource.k8s.io/v1beta2 DeviceClass resource.v1beta2.DeviceClass@33-
resource.k8s.io/v1beta2 DeviceTaintRule resource.v1beta2.DeviceTaintRule@36-
resource.k8s.io/v1beta2 ResourceClaim resource.v1beta2.ResourceClaim@33-
resource.k8s.io/v1beta2 ResourceClaimTemplate resource.v1beta2.ResourceClaimTemplate@33-
resource.k8s.io/v1beta2 ResourceSlice resource.v1beta2.ResourceSlice@33-
scheduling.k8s.io/v1 PriorityClass scheduling.v1.PriorityClass
scheduling.k8s.io/v1alpha1 Workload scheduling.v1alpha1.Workload@35-35
scheduling.k8s.io/v1alpha2 PodGroup scheduling.v1alpha2.PodGroup@36-
scheduling.k8s.io/v1alpha2 Workload scheduling.v1alpha2.Workload@36-
storage.k8s.io/v1 CSIDriver storage.v1.CSIDriver
storage.k8s.io/v1 CSINode storage.v1.CSINode
storage.k8s.io/v1 CSIStorageCapacity storage.v1.CSIStorageCapacity
storage.k8s.io/v1 StorageClass storage.v1.StorageClass
storage.k8s.io/v1 VolumeAttachment storage.v1.VolumeAttachment
storage.k8s.io/v1 VolumeAttributesClass storage.v1.VolumeAttributesClass@34-
storage.k8s.io/v1alpha1 VolumeAttributesClass storage.v1alpha1.VolumeAttributesClass@-34
storage.k8s.io/v1beta1 VolumeAttributesClass storage.v1beta1.VolumeAttributesClass@31-
storagemigration.k8s.io/v1alpha1 StorageVersionMigration storagemigration.v1alpha1.StorageVersionMigration@30-34
storagemigration.k8s.io/v1beta1 StorageVersionMigration storagemigration.v1beta1.StorageVersionMigration@35-
v1 Binding core.v1.Binding
v1 ComponentStatus core.v1.ComponentStatus
v1 ConfigMap core.v1.ConfigMap
v1 Endpoints core.v1.Endpoints
v1 Event core.v1.Event
v1 LimitRange core.v1.LimitRange
v1 Namespace core.v1.Namespace
v1 Node core.v1.Node
v1 PersistentVolume core.v1.PersistentVolume
v1 PersistentVolumeClaim core.v1.PersistentVolumeClaim
v1 Pod core.v1.Pod
v1 PodTemplate core.v1.PodTemplate
v1 ReplicationController core.v1.ReplicationController
v1 ResourceQuota core.v1.ResourceQuota
v1 Secret core.v1.Secret
v1 Service core.v1.Service
v1 ServiceAccount core.v1.ServiceAccount

admissionregistration.v1.ApplyConfiguration expression:S
admissionregistration.v1.AuditAnnotation key:S;! valueExpression:S;!
admissionregistration.v1.ExpressionWarning fieldRef:S;! warning:S;!
admissionregistration.v1.JSONPatch expression:S
admissionregistration.v1.MatchCondition expression:S;! name:S;!
admissionregistration.v1.MatchResources excludeResourceRules:[admissionregistration.v1.NamedRuleWithOperations matchPolicy:S namespaceSelector:meta.v1.LabelSelector objectSelector:meta.v1.LabelSelector resourceRules:[admissionregistration.v1.NamedRuleWithOperations
admissionregistration.v1.MutatingAdmissionPolicy apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:admissionregistration.v1.MutatingAdmissionPolicySpec
admissionregistration.v1.MutatingAdmissionPolicyBinding apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:admissionregistration.v1.MutatingAdmissionPolicyBindingSpec
admissionregistration.v1.MutatingAdmissionPolicyBindingSpec matchResources:admissionregistration.v1.MatchResources paramRef:admissionregistration.v1.ParamRef policyName:S
admissionregistration.v1.MutatingAdmissionPolicySpec failurePolicy:S matchConditions:[admissionregistration.v1.MatchCondition;k=name;p=name matchConstraints:admissionregistration.v1.MatchResources mutations:[admissionregistration.v1.Mutation paramKind:admissionregistration.v1.ParamKind reinvocationPolicy:S variables:[admissionregistration.v1.Variable
admissionregistration.v1.MutatingWebhook admissionReviewVersions:[S;! clientConfig:admissionregistration.v1.WebhookClientConfig;! failurePolicy:S matchConditions:[admissionregistration.v1.MatchCondition;k=name;p=name matchPolicy:S name:S;! namespaceSelector:meta.v1.LabelSelector objectSelector:meta.v1.LabelSelector reinvocationPolicy:S rules:[admissionregistration.v1.RuleWithOperations sideEffects:S;! timeoutSeconds:I
admissionregistration.v1.MutatingWebhookConfiguration apiVersion:S kind:S metadata:meta.v1.ObjectMeta webhooks:[admissionregistration.v1.MutatingWebhook;k=name;p=name
admissionregistration.v1.Mutation applyConfiguration:admissionregistration.v1.ApplyConfiguration jsonPatch:admissionregistration.v1.JSONPatch patchType:S;!
admissionregistration.v1.NamedRuleWithOperations apiGroups:[S apiVersions:[S operations:[S resourceNames:[S resources:[S scope:S
admissionregistration.v1.ParamKind apiVersion:S kind:S
admissionregistration.v1.ParamRef name:S namespace:S parameterNotFoundAction:S selector:meta.v1.LabelSelector
admissionregistration.v1.RuleWithOperations apiGroups:[S apiVersions:[S operations:[S resources:[S scope:S
admissionregistration.v1.ServiceReference name:S;! namespace:S;! path:S port:I
admissionregistration.v1.TypeChecking expressionWarnings:[admissionregistration.v1.ExpressionWarning
admissionregistration.v1.ValidatingAdmissionPolicy apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:admissionregistration.v1.ValidatingAdmissionPolicySpec status:admissionregistration.v1.ValidatingAdmissionPolicyStatus
admissionregistration.v1.ValidatingAdmissionPolicyBinding apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec
admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec matchResources:admissionregistration.v1.MatchResources paramRef:admissionregistration.v1.ParamRef policyName:S validationActions:[S;s
admissionregistration.v1.ValidatingAdmissionPolicySpec auditAnnotations:[admissionregistration.v1.AuditAnnotation failurePolicy:S matchConditions:[admissionregistration.v1.MatchCondition;k=name;p=name matchConstraints:admissionregistration.v1.MatchResources paramKind:admissionregistration.v1.ParamKind validations:[admissionregistration.v1.Validation variables:[admissionregistration.v1.Variable;k=name;p=name
admissionregistration.v1.ValidatingAdmissionPolicyStatus conditions:[meta.v1.Condition;k=type observedGeneration:I typeChecking:admissionregistration.v1.TypeChecking
admissionregistration.v1.ValidatingWebhook admissionReviewVersions:[S;! clientConfig:admissionregistration.v1.WebhookClientConfig;! failurePolicy:S matchConditions:[admissionregistration.v1.MatchCondition;k=name;p=name matchPolicy:S name:S;! namespaceSelector:meta.v1.LabelSelector objectSelector:meta.v1.LabelSelector rules:[admissionregistration.v1.RuleWithOperations sideEffects:S;! timeoutSeconds:I
admissionregistration.v1.ValidatingWebhookConfiguration apiVersion:S kind:S metadata:meta.v1.ObjectMeta webhooks:[admissionregistration.v1.ValidatingWebhook;k=name;p=name
admissionregistration.v1.Validation expression:S;! message:S messageExpression:S reason:S
admissionregistration.v1.Variable expression:S;! name:S;!
admissionregistration.v1.WebhookClientConfig caBundle:Y service:admissionregistration.v1.ServiceReference url:S
admissionregistration.v1alpha1.ApplyConfiguration expression:S
admissionregistration.v1alpha1.AuditAnnotation key:S;! valueExpression:S;!
admissionregistration.v1alpha1.ExpressionWarning fieldRef:S;! warning:S;!
admissionregistration.v1alpha1.JSONPatch expression:S
admissionregistration.v1alpha1.MatchCondition expression:S;! name:S;!
admissionregistration.v1alpha1.MatchResources excludeResourceRules:[admissionregistration.v1alpha1.NamedRuleWithOperations matchPolicy:S namespaceSelector:meta.v1.LabelSelector objectSelector:meta.v1.LabelSelector resourceRules:[admissionregistration.v1alpha1.NamedRuleWithOperations
admissionregistration.v1alpha1.MutatingAdmissionPolicy apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:admissionregistration.v1alpha1.MutatingAdmissionPolicySpec
admissionregistration.v1alpha1.MutatingAdmissionPolicyBinding apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:admissionregistration.v1alpha1.MutatingAdmissionPolicyBindingSpec
admissionregistration.v1alpha1.MutatingAdmissionPolicyBindingSpec matchResources:admissionregistration.v1alpha1.MatchResources paramRef:admissionregistration.v1alpha1.ParamRef policyName:S
admissionregistration.v1alpha1.MutatingAdmissionPolicySpec failurePolicy:S matchConditions:[admissionregistration.v1alpha1.MatchCondition;k=name;p=name matchConstraints:admissionregistration.v1alpha1.MatchResources mutations:[admissionregistration.v1alpha1.Mutation paramKind:admissionregistration.v1alpha1.ParamKind reinvocationPolicy:S variables:[admissionregistration.v1alpha1.Variable
admissionregistration.v1alpha1.Mutation applyConfiguration:admissionregistration.v1alpha1.ApplyConfiguration jsonPatch:admissionregistration.v1alpha1.JSONPatch patchType:S;!
admissionregistration.v1alpha1.NamedRuleWithOperations apiGroups:[S apiVersions:[S operations:[S resourceNames:[S resources:[S scope:S
admissionregistration.v1alpha1.ParamKind apiVersion:S kind:S
admissionregistration.v1alpha1.ParamRef name:S namespace:S parameterNotFoundAction:S selector:meta.v1.LabelSelector
admissionregistration.v1alpha1.TypeChecking expressionWarnings:[admissionregistration.v1alpha1.ExpressionWarning
admissionregistration.v1alpha1.ValidatingAdmissionPolicy apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:admissionregistration.v1alpha1.ValidatingAdmissionPolicySpec status:admissionregistration.v1alpha1.ValidatingAdmissionPolicyStatus
admissionregistration.v1alpha1.ValidatingAdmissionPolicyBinding apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:admissionregistration.v1alpha1.ValidatingAdmissionPolicyBindingSpec
admissionregistration.v1alpha1.ValidatingAdmissionPolicyBindingSpec matchResources:admissionregistration.v1alpha1.MatchResources paramRef:admissionregistration.v1alpha1.ParamRef policyName:S validationActions:[S;s
admissionregistration.v1alpha1.ValidatingAdmissionPolicySpec auditAnnotations:[admissionregistration.v1alpha1.AuditAnnotation failurePolicy:S matchConditions:[admissionregistration.v1alpha1.MatchCondition;k=name;p=name matchConstraints:admissionregistration.v1alpha1.MatchResources paramKind:admissionregistration.v1alpha1.ParamKind validations:[admissionregistration.v1alpha1.Validation variables:[admissionregistration.v1alpha1.Variable;k=name;p=name
admissionregistration.v1alpha1.ValidatingAdmissionPolicyStatus conditions:[meta.v1.Condition;k=type observedGeneration:I typeChecking:admissionregistration.v1alpha1.TypeChecking
admissionregistration.v1alpha1.Validation expression:S;! message:S messageExpression:S reason:S
admissionregistration.v1alpha1.Variable expression:S;! name:S;!
admissionregistration.v1beta1.ApplyConfiguration expression:S
admissionregistration.v1beta1.AuditAnnotation key:S;! valueExpression:S;!
admissionregistration.v1beta1.ExpressionWarning fieldRef:S;! warning:S;!
admissionregistration.v1beta1.JSONPatch expression:S
admissionregistration.v1beta1.MatchCondition expression:S;! name:S;!
admissionregistration.v1beta1.MatchResources excludeResourceRules:[admissionregistration.v1beta1.NamedRuleWithOperations matchPolicy:S namespaceSelector:meta.v1.LabelSelector objectSelector:meta.v1.LabelSelector resourceRules:[admissionregistration.v1beta1.NamedRuleWithOperations
admissionregistration.v1beta1.MutatingAdmissionPolicy apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:admissionregistration.v1beta1.MutatingAdmissionPolicySpec
admissionregistration.v1beta1.MutatingAdmissionPolicyBinding apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:admissionregistration.v1beta1.MutatingAdmissionPolicyBindingSpec
admissionregistration.v1beta1.MutatingAdmissionPolicyBindingSpec matchResources:admissionregistration.v1beta1.MatchResources paramRef:admissionregistration.v1beta1.ParamRef policyName:S
admissionregistration.v1beta1.MutatingAdmissionPolicySpec failurePolicy:S matchConditions:[admissionregistration.v1beta1.MatchCondition;k=name;p=name matchConstraints:admissionregistration.v1beta1.MatchResources mutations:[admissionregistration.v1beta1.Mutation paramKind:admissionregistration.v1beta1.ParamKind reinvocationPolicy:S variables:[admissionregistration.v1beta1.Variable
admissionregistration.v1beta1.Mutation applyConfiguration:admissionregistration.v1beta1.ApplyConfiguration jsonPatch:admissionregistration.v1beta1.JSONPatch patchType:S;!
admissionregistration.v1beta1.NamedRuleWithOperations apiGroups:[S apiVersions:[S operations:[S resourceNames:[S resources:[S scope:S
admissionregistration.v1beta1.ParamKind apiVersion:S kind:S
admissionregistration.v1beta1.ParamRef name:S namespace:S parameterNotFoundAction:S selector:meta.v1.LabelSelector
admissionregistration.v1beta1.TypeChecking expressionWarnings:[admissionregistration.v1beta1.ExpressionWarning
admissionregistration.v1beta1.ValidatingAdmissionPolicy apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:admissionregistration.v1beta1.ValidatingAdmissionPolicySpec status:admissionregistration.v1beta1.ValidatingAdmissionPolicyStatus
admissionregistration.v1beta1.ValidatingAdmissionPolicyBinding apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:admissionregistration.v1beta1.ValidatingAdmissionPolicyBindingSpec
admissionregistration.v1beta1.ValidatingAdmissionPolicyBindingSpec matchResources:admissionregistration.v1beta1.MatchResources paramRef:admissionregistration.v1beta1.ParamRef policyName:S validationActions:[S;s
admissionregistration.v1beta1.ValidatingAdmissionPolicySpec auditAnnotations:[admissionregistration.v1beta1.AuditAnnotation failurePolicy:S matchConditions:[admissionregistration.v1beta1.MatchCondition;k=name;p=name matchConstraints:admissionregistration.v1beta1.MatchResources paramKind:admissionregistration.v1beta1.ParamKind validations:[admissionregistration.v1beta1.Validation variables:[admissionregistration.v1beta1.Variable;k=name;p=name
admissionregistration.v1beta1.ValidatingAdmissionPolicyStatus conditions:[meta.v1.Condition;k=type observedGeneration:I typeChecking:admissionregistration.v1beta1.TypeChecking
admissionregistration.v1beta1.Validation expression:S;! message:S messageExpression:S reason:S
admissionregistration.v1beta1.Variable expression:S;! name:S;!
apiextensions.v1.CustomResourceColumnDefinition description:S format:S jsonPath:S;! name:S;! priority:I type:S;!
apiextensions.v1.CustomResourceConversion strategy:S;! webhook:apiextensions.v1.WebhookConversion
apiextensions.v1.CustomResourceDefinition apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:apiextensions.v1.CustomResourceDefinitionSpec;! status:apiextensions.v1.CustomResourceDefinitionStatus
apiextensions.v1.CustomResourceDefinitionCondition lastTransitionTime:T message:S observedGeneration:I@35- reason:S status:S;! type:S;!
apiextensions.v1.CustomResourceDefinitionNames categories:[S kind:S;! listKind:S plural:S;! shortNames:[S singular:S
apiextensions.v1.CustomResourceDefinitionSpec conversion:apiextensions.v1.CustomResourceConversion group:S;! names:apiextensions.v1.CustomResourceDefinitionNames;! preserveUnknownFields:B scope:S;! versions:[apiextensions.v1.CustomResourceDefinitionVersion;!
apiextensions.v1.CustomResourceDefinitionStatus acceptedNames:apiextensions.v1.CustomResourceDefinitionNames conditions:[apiextensions.v1.CustomResourceDefinitionCondition;k=type observedGeneration:I@35- storedVersions:[S
apiextensions.v1.CustomResourceDefinitionVersion additionalPrinterColumns:[apiextensions.v1.CustomResourceColumnDefinition deprecated:B deprecationWarning:S name:S;! schema:apiextensions.v1.CustomResourceValidation selectableFields:[apiextensions.v1.SelectableField@30- served:B;! storage:B;! subresources:apiextensions.v1.CustomResourceSubresources
apiextensions.v1.CustomResourceSubresourceScale labelSelectorPath:S specReplicasPath:S;! statusReplicasPath:S;!
apiextensions.v1.CustomResourceSubresourceStatus
apiextensions.v1.CustomResourceSubresources scale:apiextensions.v1.CustomResourceSubresourceScale status:apiextensions.v1.CustomResourceSubresourceStatus
apiextensions.v1.CustomResourceValidation openAPIV3Schema:apiextensions.v1.JSONSchemaProps
apiextensions.v1.ExternalDocumentation description:S url:S
apiextensions.v1.JSONSchemaProps $ref:S $schema:S additionalItems:A additionalProperties:A allOf:[apiextensions.v1.JSONSchemaProps anyOf:[apiextensions.v1.JSONSchemaProps default:A definitions:{apiextensions.v1.JSONSchemaProps dependencies:{A description:S enum:[A example:A exclusiveMaximum:B exclusiveMinimum:B externalDocs:apiextensions.v1.ExternalDocumentation format:S id:S items:A maxItems:I maxLength:I maxProperties:I maximum:N minItems:I minLength:I minProperties:I minimum:N multipleOf:N not:apiextensions.v1.JSONSchemaProps nullable:B oneOf:[apiextensions.v1.JSONSchemaProps pattern:S patternProperties:{apiextensions.v1.JSONSchemaProps properties:{apiextensions.v1.JSONSchemaProps required:[S title:S type:S uniqueItems:B x-kubernetes-embedded-resource:B x-kubernetes-int-or-string:B x-kubernetes-list-map-keys:[S x-kubernetes-list-type:S x-kubernetes-map-type:S x-kubernetes-preserve-unknown-fields:B x-kubernetes-validations:[apiextensions.v1.ValidationRule;k=rule;p=rule
apiextensions.v1.SelectableField jsonPath:S;!
apiextensions.v1.ServiceReference name:S;! namespace:S;! path:S port:I
apiextensions.v1.ValidationRule fieldPath:S message:S messageExpression:S optionalOldSelf:B reason:S rule:S;!
apiextensions.v1.WebhookClientConfig caBundle:Y service:apiextensions.v1.ServiceReference url:S
apiextensions.v1.WebhookConversion clientConfig:apiextensions.v1.WebhookClientConfig conversionReviewVersions:[S;!
apiregistration.v1.APIService apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:apiregistration.v1.APIServiceSpec status:apiregistration.v1.APIServiceStatus
apiregistration.v1.APIServiceCondition lastTransitionTime:T message:S reason:S status:S;! type:S;!
apiregistration.v1.APIServiceSpec caBundle:Y group:S groupPriorityMinimum:I;! insecureSkipTLSVerify:B service:apiregistration.v1.ServiceReference version:S versionPriority:I;!
apiregistration.v1.APIServiceStatus conditions:[apiregistration.v1.APIServiceCondition;k=type;p=type
apiregistration.v1.ServiceReference name:S namespace:S port:I
apiserverinternal.v1alpha1.ServerStorageVersion apiServerID:S decodableVersions:[S;s encodingVersion:S servedVersions:[S;s
apiserverinternal.v1alpha1.StorageVersion apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:apiserverinternal.v1alpha1.StorageVersionSpec status:apiserverinternal.v1alpha1.StorageVersionStatus
apiserverinternal.v1alpha1.StorageVersionCondition lastTransitionTime:T message:S observedGeneration:I reason:S;! status:S;! type:S;!
apiserverinternal.v1alpha1.StorageVersionSpec
apiserverinternal.v1alpha1.StorageVersionStatus commonEncodingVersion:S conditions:[apiserverinternal.v1alpha1.StorageVersionCondition;k=type storageVersions:[apiserverinternal.v1alpha1.ServerStorageVersion;k=apiServerID
apps.v1.ControllerRevision apiVersion:S data:A kind:S metadata:meta.v1.ObjectMeta revision:I;!
apps.v1.DaemonSet apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:apps.v1.DaemonSetSpec status:apps.v1.DaemonSetStatus
apps.v1.DaemonSetCondition lastTransitionTime:T message:S reason:S status:S;! type:S;!
apps.v1.DaemonSetSpec minReadySeconds:I revisionHistoryLimit:I selector:meta.v1.LabelSelector;! template:core.v1.PodTemplateSpec;! updateStrategy:apps.v1.DaemonSetUpdateStrategy
apps.v1.DaemonSetStatus collisionCount:I conditions:[apps.v1.DaemonSetCondition;k=type;p=type currentNumberScheduled:I;! desiredNumberScheduled:I;! numberAvailable:I numberMisscheduled:I;! numberReady:I;! numberUnavailable:I observedGeneration:I updatedNumberScheduled:I
apps.v1.DaemonSetUpdateStrategy rollingUpdate:apps.v1.RollingUpdateDaemonSet type:S
apps.v1.Deployment apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:apps.v1.DeploymentSpec status:apps.v1.DeploymentStatus
apps.v1.DeploymentCondition lastTransitionTime:T lastUpdateTime:T message:S reason:S status:S;! type:S;!
apps.v1.DeploymentSpec minReadySeconds:I paused:B progressDeadlineSeconds:I replicas:I revisionHistoryLimit:I selector:meta.v1.LabelSelector;! strategy:apps.v1.DeploymentStrategy;r template:core.v1.PodTemplateSpec;!
apps.v1.DeploymentStatus availableReplicas:I collisionCount:I conditions:[apps.v1.DeploymentCondition;k=type;p=type observedGeneration:I readyReplicas:I replicas:I terminatingReplicas:I@33- unavailableReplicas:I updatedReplicas:I
apps.v1.DeploymentStrategy rollingUpdate:apps.v1.RollingUpdateDeployment type:S
apps.v1.ReplicaSet apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:apps.v1.ReplicaSetSpec status:apps.v1.ReplicaSetStatus
apps.v1.ReplicaSetCondition lastTransitionTime:T message:S reason:S status:S;! type:S;!
apps.v1.ReplicaSetSpec minReadySeconds:I replicas:I selector:meta.v1.LabelSelector;! template:core.v1.PodTemplateSpec
apps.v1.ReplicaSetStatus availableReplicas:I conditions:[apps.v1.ReplicaSetCondition;k=type;p=type fullyLabeledReplicas:I observedGeneration:I readyReplicas:I replicas:I;! terminatingReplicas:I@33-
apps.v1.RollingUpdateDaemonSet maxSurge:X maxUnavailable:X
apps.v1.RollingUpdateDeployment maxSurge:X maxUnavailable:X
apps.v1.RollingUpdateStatefulSetStrategy maxUnavailable:X partition:I
apps.v1.StatefulSet apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:apps.v1.StatefulSetSpec status:apps.v1.StatefulSetStatus
apps.v1.StatefulSetCondition lastTransitionTime:T message:S reason:S status:S;! type:S;!
apps.v1.StatefulSetOrdinals start:I
apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:S whenScaled:S
apps.v1.StatefulSetSpec minReadySeconds:I ordinals:apps.v1.StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:S replicas:I revisionHistoryLimit:I selector:meta.v1.LabelSelector;! serviceName:S template:core.v1.PodTemplateSpec;! updateStrategy:apps.v1.StatefulSetUpdateStrategy volumeClaimTemplates:[core.v1.PersistentVolumeClaim
apps.v1.StatefulSetStatus availableReplicas:I collisionCount:I conditions:[apps.v1.StatefulSetCondition;k=type;p=type currentReplicas:I currentRevision:S observedGeneration:I readyReplicas:I replicas:I;! updateRevision:S updatedReplicas:I
apps.v1.StatefulSetUpdateStrategy rollingUpdate:apps.v1.RollingUpdateStatefulSetStrategy type:S
authentication.v1.BoundObjectReference apiVersion:S kind:S name:S uid:S
authentication.v1.SelfSubjectReview apiVersion:S kind:S metadata:meta.v1.ObjectMeta status:authentication.v1.SelfSubjectReviewStatus
authentication.v1.SelfSubjectReviewStatus userInfo:authentication.v1.UserInfo
authentication.v1.TokenRequest apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:authentication.v1.TokenRequestSpec status:authentication.v1.TokenRequestStatus
authentication.v1.TokenRequestSpec audiences:[S boundObjectRef:authentication.v1.BoundObjectReference expirationSeconds:I
authentication.v1.TokenRequestStatus expirationTimestamp:T token:S
authentication.v1.TokenReview apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:authentication.v1.TokenReviewSpec;! status:authentication.v1.TokenReviewStatus
authentication.v1.TokenReviewSpec audiences:[S token:S
authentication.v1.TokenReviewStatus audiences:[S authenticated:B error:S user:authentication.v1.UserInfo
authentication.v1.UserInfo extra:{[S groups:[S uid:S username:S
authentication.v1alpha1.SelfSubjectReview apiVersion:S kind:S metadata:meta.v1.ObjectMeta status:authentication.v1alpha1.SelfSubjectReviewStatus
authentication.v1alpha1.SelfSubjectReviewStatus userInfo:authentication.v1.UserInfo
authentication.v1beta1.SelfSubjectReview apiVersion:S kind:S metadata:meta.v1.ObjectMeta status:authentication.v1beta1.SelfSubjectReviewStatus
authentication.v1beta1.SelfSubjectReviewStatus userInfo:authentication.v1.UserInfo
authorization.v1.FieldSelectorAttributes rawSelector:S requirements:[meta.v1.FieldSelectorRequirement
authorization.v1.LabelSelectorAttributes rawSelector:S requirements:[meta.v1.LabelSelectorRequirement
authorization.v1.LocalSubjectAccessReview apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:authorization.v1.SubjectAccessReviewSpec;! status:authorization.v1.SubjectAccessReviewStatus
authorization.v1.NonResourceAttributes path:S verb:S
authorization.v1.NonResourceRule nonResourceURLs:[S verbs:[S;!
authorization.v1.ResourceAttributes fieldSelector:authorization.v1.FieldSelectorAttributes@31- group:S labelSelector:authorization.v1.LabelSelectorAttributes@31- name:S namespace:S resource:S subresource:S verb:S version:S
authorization.v1.ResourceRule apiGroups:[S resourceNames:[S resources:[S verbs:[S;!
authorization.v1.SelfSubjectAccessReview apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:authorization.v1.SelfSubjectAccessReviewSpec;! status:authorization.v1.SubjectAccessReviewStatus
authorization.v1.SelfSubjectAccessReviewSpec nonResourceAttributes:authorization.v1.NonResourceAttributes resourceAttributes:authorization.v1.ResourceAttributes
authorization.v1.SelfSubjectRulesReview apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:authorization.v1.SelfSubjectRulesReviewSpec;! status:authorization.v1.SubjectRulesReviewStatus
authorization.v1.SelfSubjectRulesReviewSpec namespace:S
authorization.v1.SubjectAccessReview apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:authorization.v1.SubjectAccessReviewSpec;! status:authorization.v1.SubjectAccessReviewStatus
authorization.v1.SubjectAccessReviewSpec extra:{[S groups:[S nonResourceAttributes:authorization.v1.NonResourceAttributes resourceAttributes:authorization.v1.ResourceAttributes uid:S user:S
authorization.v1.SubjectAccessReviewStatus allowed:B;! denied:B evaluationError:S reason:S
authorization.v1.SubjectRulesReviewStatus evaluationError:S incomplete:B;! nonResourceRules:[authorization.v1.NonResourceRule;! resourceRules:[authorization.v1.ResourceRule;!
autoscaling.v1.CrossVersionObjectReference apiVersion:S kind:S;! name:S;!
autoscaling.v1.HorizontalPodAutoscaler apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:autoscaling.v1.HorizontalPodAutoscalerSpec status:autoscaling.v1.HorizontalPodAutoscalerStatus
autoscaling.v1.HorizontalPodAutoscalerSpec maxReplicas:I;! minReplicas:I scaleTargetRef:autoscaling.v1.CrossVersionObjectReference;! targetCPUUtilizationPercentage:I
autoscaling.v1.HorizontalPodAutoscalerStatus currentCPUUtilizationPercentage:I currentReplicas:I;! desiredReplicas:I;! lastScaleTime:T observedGeneration:I
autoscaling.v1.Scale apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:autoscaling.v1.ScaleSpec status:autoscaling.v1.ScaleStatus
autoscaling.v1.ScaleSpec replicas:I
autoscaling.v1.ScaleStatus replicas:I;! selector:S
autoscaling.v2.ContainerResourceMetricSource container:S;! name:S;! target:autoscaling.v2.MetricTarget;!
autoscaling.v2.ContainerResourceMetricStatus container:S;! current:autoscaling.v2.MetricValueStatus;! name:S;!
autoscaling.v2.CrossVersionObjectReference apiVersion:S kind:S;! name:S;!
autoscaling.v2.ExternalMetricSource metric:autoscaling.v2.MetricIdentifier;! target:autoscaling.v2.MetricTarget;!
autoscaling.v2.ExternalMetricStatus current:autoscaling.v2.MetricValueStatus;! metric:autoscaling.v2.MetricIdentifier;!
autoscaling.v2.HPAScalingPolicy periodSeconds:I;! type:S;! value:I;!
autoscaling.v2.HPAScalingRules policies:[autoscaling.v2.HPAScalingPolicy selectPolicy:S stabilizationWindowSeconds:I tolerance:Q@33-
autoscaling.v2.HorizontalPodAutoscaler apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:autoscaling.v2.HorizontalPodAutoscalerSpec status:autoscaling.v2.HorizontalPodAutoscalerStatus
autoscaling.v2.HorizontalPodAutoscalerBehavior scaleDown:autoscaling.v2.HPAScalingRules scaleUp:autoscaling.v2.HPAScalingRules
autoscaling.v2.HorizontalPodAutoscalerCondition lastTransitionTime:T message:S reason:S status:S;! type:S;!
autoscaling.v2.HorizontalPodAutoscalerSpec behavior:autoscaling.v2.HorizontalPodAutoscalerBehavior maxReplicas:I;! metrics:[autoscaling.v2.MetricSpec minReplicas:I scaleTargetRef:autoscaling.v2.CrossVersionObjectReference;!
autoscaling.v2.HorizontalPodAutoscalerStatus conditions:[autoscaling.v2.HorizontalPodAutoscalerCondition;k=type;p=type currentMetrics:[autoscaling.v2.MetricStatus currentReplicas:I desiredReplicas:I;! lastScaleTime:T observedGeneration:I
autoscaling.v2.MetricIdentifier name:S;! selector:meta.v1.LabelSelector
autoscaling.v2.MetricSpec containerResource:autoscaling.v2.ContainerResourceMetricSource external:autoscaling.v2.ExternalMetricSource object:autoscaling.v2.ObjectMetricSource pods:autoscaling.v2.PodsMetricSource resource:autoscaling.v2.ResourceMetricSource type:S;!
autoscaling.v2.MetricStatus containerResource:autoscaling.v2.ContainerResourceMetricStatus external:autoscaling.v2.ExternalMetricStatus object:autoscaling.v2.ObjectMetricStatus pods:autoscaling.v2.PodsMetricStatus resource:autoscaling.v2.ResourceMetricStatus type:S;!
autoscaling.v2.MetricTarget averageUtilization:I averageValue:Q type:S;! value:Q
autoscaling.v2.MetricValueStatus averageUtilization:I averageValue:Q value:Q
autoscaling.v2.ObjectMetricSource describedObject:autoscaling.v2.CrossVersionObjectReference;! metric:autoscaling.v2.MetricIdentifier;! target:autoscaling.v2.MetricTarget;!
autoscaling.v2.ObjectMetricStatus current:autoscaling.v2.MetricValueStatus;! describedObject:autoscaling.v2.CrossVersionObjectReference;! metric:autoscaling.v2.MetricIdentifier;!
autoscaling.v2.PodsMetricSource metric:autoscaling.v2.MetricIdentifier;! target:autoscaling.v2.MetricTarget;!
autoscaling.v2.PodsMetricStatus current:autoscaling.v2.MetricValueStatus;! metric:autoscaling.v2.MetricIdentifier;!
autoscaling.v2.ResourceMetricSource name:S;! target:autoscaling.v2.MetricTarget;!
autoscaling.v2.ResourceMetricStatus current:autoscaling.v2.MetricValueStatus;! name:S;!
batch.v1.CronJob apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:batch.v1.CronJobSpec status:batch.v1.CronJobStatus
batch.v1.CronJobSpec concurrencyPolicy:S failedJobsHistoryLimit:I jobTemplate:batch.v1.JobTemplateSpec;! schedule:S;! startingDeadlineSeconds:I successfulJobsHistoryLimit:I suspend:B timeZone:S
batch.v1.CronJobStatus active:[core.v1.ObjectReference lastScheduleTime:T lastSuccessfulTime:T
batch.v1.Job apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:batch.v1.JobSpec status:batch.v1.JobStatus
batch.v1.JobCondition lastProbeTime:T lastTransitionTime:T message:S reason:S status:S;! type:S;!
batch.v1.JobSpec activeDeadlineSeconds:I backoffLimit:I backoffLimitPerIndex:I completionMode:S completions:I managedBy:S@30- manualSelector:B maxFailedIndexes:I parallelism:I podFailurePolicy:batch.v1.PodFailurePolicy podReplacementPolicy:S selector:meta.v1.LabelSelector successPolicy:batch.v1.SuccessPolicy@30- suspend:B template:core.v1.PodTemplateSpec;! ttlSecondsAfterFinished:I
batch.v1.JobStatus active:I completedIndexes:S completionTime:T conditions:[batch.v1.JobCondition;p=type failed:I failedIndexes:S ready:I startTime:T succeeded:I terminating:I uncountedTerminatedPods:batch.v1.UncountedTerminatedPods
batch.v1.JobTemplateSpec metadata:meta.v1.ObjectMeta spec:batch.v1.JobSpec
batch.v1.PodFailurePolicy rules:[batch.v1.PodFailurePolicyRule;!
batch.v1.PodFailurePolicyOnExitCodesRequirement containerName:S operator:S;! values:[I;!;s
batch.v1.PodFailurePolicyOnPodConditionsPattern status:S type:S;!
batch.v1.PodFailurePolicyRule action:S;! onExitCodes:batch.v1.PodFailurePolicyOnExitCodesRequirement onPodConditions:[batch.v1.PodFailurePolicyOnPodConditionsPattern
batch.v1.SuccessPolicy rules:[batch.v1.SuccessPolicyRule;!
batch.v1.SuccessPolicyRule succeededCount:I succeededIndexes:S
batch.v1.UncountedTerminatedPods failed:[S;s succeeded:[S;s
certificates.v1.CertificateSigningRequest apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:certificates.v1.CertificateSigningRequestSpec;! status:certificates.v1.CertificateSigningRequestStatus
certificates.v1.CertificateSigningRequestCondition lastTransitionTime:T lastUpdateTime:T message:S reason:S status:S;! type:S;!
certificates.v1.CertificateSigningRequestSpec expirationSeconds:I extra:{[S groups:[S request:Y;! signerName:S;! uid:S usages:[S username:S
certificates.v1.CertificateSigningRequestStatus certificate:Y conditions:[certificates.v1.CertificateSigningRequestCondition;k=type
certificates.v1alpha1.ClusterTrustBundle apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:certificates.v1alpha1.ClusterTrustBundleSpec;!
certificates.v1alpha1.ClusterTrustBundleSpec signerName:S trustBundle:S;!
certificates.v1alpha1.PodCertificateRequest apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:certificates.v1alpha1.PodCertificateRequestSpec;! status:certificates.v1alpha1.PodCertificateRequestStatus
certificates.v1alpha1.PodCertificateRequestSpec maxExpirationSeconds:I nodeName:S;! nodeUID:S;! pkixPublicKey:Y;! podName:S;! podUID:S;! proofOfPossession:Y;! serviceAccountName:S;! serviceAccountUID:S;! signerName:S;!
certificates.v1alpha1.PodCertificateRequestStatus beginRefreshAt:T certificateChain:S conditions:[meta.v1.Condition;k=type;p=type notAfter:T notBefore:T
certificates.v1beta1.ClusterTrustBundle apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:certificates.v1beta1.ClusterTrustBundleSpec;!
certificates.v1beta1.ClusterTrustBundleSpec signerName:S trustBundle:S;!
certificates.v1beta1.PodCertificateRequest apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:certificates.v1beta1.PodCertificateRequestSpec;! status:certificates.v1beta1.PodCertificateRequestStatus
certificates.v1beta1.PodCertificateRequestSpec maxExpirationSeconds:I nodeName:S;! nodeUID:S;! pkixPublicKey:Y podName:S;! podUID:S;! proofOfPossession:Y serviceAccountName:S;! serviceAccountUID:S;! signerName:S;! stubPKCS10Request:Y@36- unverifiedUserAnnotations:{S
certificates.v1beta1.PodCertificateRequestStatus beginRefreshAt:T certificateChain:S conditions:[meta.v1.Condition;k=type;p=type notAfter:T notBefore:T
coordination.v1.Lease apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:coordination.v1.LeaseSpec
coordination.v1.LeaseSpec acquireTime:T holderIdentity:S leaseDurationSeconds:I leaseTransitions:I preferredHolder:S@31- renewTime:T strategy:S@31-
coordination.v1alpha1.LeaseCandidate apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:coordination.v1alpha1.LeaseCandidateSpec
coordination.v1alpha1.LeaseCandidateSpec binaryVersion:S emulationVersion:S leaseName:S;! pingTime:T preferredStrategies:[S;! renewTime:T
coordination.v1alpha2.LeaseCandidate apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:coordination.v1alpha2.LeaseCandidateSpec
coordination.v1alpha2.LeaseCandidateSpec binaryVersion:S;! emulationVersion:S leaseName:S;! pingTime:T renewTime:T strategy:S;!
coordination.v1beta1.LeaseCandidate apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:coordination.v1beta1.LeaseCandidateSpec
coordination.v1beta1.LeaseCandidateSpec binaryVersion:S;! emulationVersion:S leaseName:S;! pingTime:T renewTime:T strategy:S;!
core.v1.AWSElasticBlockStoreVolumeSource fsType:S partition:I readOnly:B volumeID:S;!
core.v1.Affinity nodeAffinity:core.v1.NodeAffinity podAffinity:core.v1.PodAffinity podAntiAffinity:core.v1.PodAntiAffinity
core.v1.AppArmorProfile localhostProfile:S type:S;!
core.v1.AttachedVolume devicePath:S;! name:S;!
core.v1.AzureDiskVolumeSource cachingMode:S diskName:S;! diskURI:S;! fsType:S kind:S readOnly:B
core.v1.AzureFilePersistentVolumeSource readOnly:B secretName:S;! secretNamespace:S shareName:S;!
core.v1.AzureFileVolumeSource readOnly:B secretName:S;! shareName:S;!
core.v1.Binding apiVersion:S kind:S metadata:meta.v1.ObjectMeta target:core.v1.ObjectReference;!
core.v1.CSIPersistentVolumeSource controllerExpandSecretRef:core.v1.SecretReference controllerPublishSecretRef:core.v1.SecretReference driver:S;! fsType:S nodeExpandSecretRef:core.v1.SecretReference nodePublishSecretRef:core.v1.SecretReference nodeStageSecretRef:core.v1.SecretReference readOnly:B volumeAttributes:{S volumeHandle:S;!
core.v1.CSIVolumeSource driver:S;! fsType:S nodePublishSecretRef:core.v1.LocalObjectReference readOnly:B volumeAttributes:{S
core.v1.Capabilities add:[S drop:[S
core.v1.CephFSPersistentVolumeSource monitors:[S;! path:S readOnly:B secretFile:S secretRef:core.v1.SecretReference user:S
core.v1.CephFSVolumeSource monitors:[S;! path:S readOnly:B secretFile:S secretRef:core.v1.LocalObjectReference user:S
core.v1.CinderPersistentVolumeSource fsType:S readOnly:B secretRef:core.v1.SecretReference volumeID:S;!
core.v1.CinderVolumeSource fsType:S readOnly:B secretRef:core.v1.LocalObjectReference volumeID:S;!
core.v1.ClaimSource resourceClaimName:S resourceClaimTemplateName:S
core.v1.ClientIPConfig timeoutSeconds:I
core.v1.ClusterTrustBundleProjection labelSelector:meta.v1.LabelSelector name:S optional:B path:S;! signerName:S
core.v1.ComponentCondition error:S message:S status:S;! type:S;!
core.v1.ComponentStatus apiVersion:S conditions:[core.v1.ComponentCondition;k=type;p=type kind:S metadata:meta.v1.ObjectMeta
core.v1.ConfigMap apiVersion:S binaryData:{Y data:{S immutable:B kind:S metadata:meta.v1.ObjectMeta
core.v1.ConfigMapEnvSource name:S optional:B
core.v1.ConfigMapKeySelector key:S;! name:S optional:B
core.v1.ConfigMapNodeConfigSource kubeletConfigKey:S;! name:S;! namespace:S;! resourceVersion:S uid:S
core.v1.ConfigMapProjection items:[core.v1.KeyToPath name:S optional:B
core.v1.ConfigMapVolumeSource defaultMode:I items:[core.v1.KeyToPath name:S optional:B
core.v1.Container args:[S command:[S env:[core.v1.EnvVar;k=name;p=name envFrom:[core.v1.EnvFromSource image:S imagePullPolicy:S lifecycle:core.v1.Lifecycle livenessProbe:core.v1.Probe name:S;! ports:[core.v1.ContainerPort;k=containerPort,protocol;p=containerPort readinessProbe:core.v1.Probe resizePolicy:[core.v1.ContainerResizePolicy resources:core.v1.ResourceRequirements restartPolicy:S restartPolicyRules:[core.v1.ContainerRestartRule@34- securityContext:core.v1.SecurityContext startupProbe:core.v1.Probe stdin:B stdinOnce:B terminationMessagePath:S terminationMessagePolicy:S tty:B volumeDevices:[core.v1.VolumeDevice;k=devicePath;p=devicePath volumeMounts:[core.v1.VolumeMount;k=mountPath;p=mountPath workingDir:S
core.v1.ContainerExtendedResourceRequest containerName:S;! requestName:S;! resourceName:S;!
core.v1.ContainerImage names:[S sizeBytes:I
core.v1.ContainerPort containerPort:I;! hostIP:S hostPort:I name:S protocol:S
core.v1.ContainerResizePolicy resourceName:S;! restartPolicy:S;!
core.v1.ContainerRestartRule action:S;! exitCodes:core.v1.ContainerRestartRuleOnExitCodes
core.v1.ContainerRestartRuleOnExitCodes operator:S;! values:[I;s
core.v1.ContainerState running:core.v1.ContainerStateRunning terminated:core.v1.ContainerStateTerminated waiting:core.v1.ContainerStateWaiting
core.v1.ContainerStateRunning startedAt:T
core.v1.ContainerStateTerminated containerID:S exitCode:I;! finishedAt:T message:S reason:S signal:I startedAt:T
core.v1.ContainerStateWaiting message:S reason:S
core.v1.ContainerStatus allocatedResources:{Q allocatedResourcesStatus:[core.v1.ResourceStatus@31-;k=name;p=name containerID:S image:S;! imageID:S;! lastState:core.v1.ContainerState name:S;! ready:B;! resources:core.v1.ResourceRequirements restartCount:I;! started:B state:core.v1.ContainerState stopSignal:S@33- user:core.v1.ContainerUser@31- volumeMounts:[core.v1.VolumeMountStatus@30-;k=mountPath;p=mountPath
core.v1.ContainerUser linux:core.v1.LinuxContainerUser
core.v1.DaemonEndpoint Port:I;!
core.v1.DownwardAPIProjection items:[core.v1.DownwardAPIVolumeFile
core.v1.DownwardAPIVolumeFile fieldRef:core.v1.ObjectFieldSelector mode:I path:S;! resourceFieldRef:core.v1.ResourceFieldSelector
core.v1.DownwardAPIVolumeSource defaultMode:I items:[core.v1.DownwardAPIVolumeFile
core.v1.EmptyDirVolumeSource medium:S sizeLimit:Q
core.v1.EndpointAddress hostname:S ip:S;! nodeName:S targetRef:core.v1.ObjectReference
core.v1.EndpointPort appProtocol:S name:S port:I;! protocol:S
core.v1.EndpointSubset addresses:[core.v1.EndpointAddress notReadyAddresses:[core.v1.EndpointAddress ports:[core.v1.EndpointPort
core.v1.Endpoints apiVersion:S kind:S metadata:meta.v1.ObjectMeta subsets:[core.v1.EndpointSubset
core.v1.EnvFromSource configMapRef:core.v1.ConfigMapEnvSource prefix:S secretRef:core.v1.SecretEnvSource
core.v1.EnvVar name:S;! value:S valueFrom:core.v1.EnvVarSource
core.v1.EnvVarSource configMapKeyRef:core.v1.ConfigMapKeySelector fieldRef:core.v1.ObjectFieldSelector fileKeyRef:core.v1.FileKeySelector@34- resourceFieldRef:core.v1.ResourceFieldSelector secretKeyRef:core.v1.SecretKeySelector
core.v1.EphemeralContainer args:[S command:[S env:[core.v1.EnvVar;k=name;p=name envFrom:[core.v1.EnvFromSource image:S imagePullPolicy:S lifecycle:core.v1.Lifecycle livenessProbe:core.v1.Probe name:S;! ports:[core.v1.ContainerPort;k=containerPort,protocol;p=containerPort readinessProbe:core.v1.Probe resizePolicy:[core.v1.ContainerResizePolicy resources:core.v1.ResourceRequirements restartPolicy:S restartPolicyRules:[core.v1.ContainerRestartRule@34- securityContext:core.v1.SecurityContext startupProbe:core.v1.Probe stdin:B stdinOnce:B targetContainerName:S terminationMessagePath:S terminationMessagePolicy:S tty:B volumeDevices:[core.v1.VolumeDevice;k=devicePath;p=devicePath volumeMounts:[core.v1.VolumeMount;k=mountPath;p=mountPath workingDir:S
core.v1.EphemeralVolumeSource volumeClaimTemplate:core.v1.PersistentVolumeClaimTemplate
core.v1.Event action:S apiVersion:S count:I eventTime:T firstTimestamp:T involvedObject:core.v1.ObjectReference;! kind:S lastTimestamp:T message:S metadata:meta.v1.ObjectMeta;! reason:S related:core.v1.ObjectReference reportingComponent:S reportingInstance:S series:core.v1.EventSeries source:core.v1.EventSource type:S
core.v1.EventSeries count:I lastObservedTime:T
core.v1.EventSource component:S host:S
core.v1.ExecAction command:[S
core.v1.FCVolumeSource fsType:S lun:I readOnly:B targetWWNs:[S wwids:[S
core.v1.FileKeySelector key:S;! optional:B path:S;! volumeName:S;!
core.v1.FlexPersistentVolumeSource driver:S;! fsType:S options:{S readOnly:B secretRef:core.v1.SecretReference
core.v1.FlexVolumeSource driver:S;! fsType:S options:{S readOnly:B secretRef:core.v1.LocalObjectReference
core.v1.FlockerVolumeSource datasetName:S datasetUUID:S
core.v1.GCEPersistentDiskVolumeSource fsType:S partition:I pdName:S;! readOnly:B
core.v1.GRPCAction port:I;! service:S
core.v1.GitRepoVolumeSource directory:S repository:S;! revision:S
core.v1.GlusterfsPersistentVolumeSource endpoints:S;! endpointsNamespace:S path:S;! readOnly:B
core.v1.GlusterfsVolumeSource endpoints:S;! path:S;! readOnly:B
core.v1.HTTPGetAction host:S httpHeaders:[core.v1.HTTPHeader path:S port:X;! scheme:S
core.v1.HTTPHeader name:S;! value:S;!
core.v1.HostAlias hostnames:[S ip:S
core.v1.HostIP ip:S
core.v1.HostPathVolumeSource path:S;! type:S
core.v1.ISCSIPersistentVolumeSource chapAuthDiscovery:B chapAuthSession:B fsType:S initiatorName:S iqn:S;! iscsiInterface:S lun:I;! portals:[S readOnly:B secretRef:core.v1.SecretReference targetPortal:S;!
core.v1.ISCSIVolumeSource chapAuthDiscovery:B chapAuthSession:B fsType:S initiatorName:S iqn:S;! iscsiInterface:S lun:I;! portals:[S readOnly:B secretRef:core.v1.LocalObjectReference targetPortal:S;!
core.v1.ImageVolumeSource pullPolicy:S reference:S
core.v1.ImageVolumeStatus imageRef:S;!
core.v1.KeyToPath key:S;! mode:I path:S;!
core.v1.Lifecycle postStart:core.v1.LifecycleHandler preStop:core.v1.LifecycleHandler stopSignal:S@33-
core.v1.LifecycleHandler exec:core.v1.ExecAction httpGet:core.v1.HTTPGetAction sleep:core.v1.SleepAction tcpSocket:core.v1.TCPSocketAction
core.v1.LimitRange apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:core.v1.LimitRangeSpec
core.v1.LimitRangeItem default:{Q defaultRequest:{Q max:{Q maxLimitRequestRatio:{Q min:{Q type:S;!
core.v1.LimitRangeSpec limits:[core.v1.LimitRangeItem;!
core.v1.LinuxContainerUser gid:I;! supplementalGroups:[I uid:I;!
core.v1.LoadBalancerIngress hostname:S ip:S ipMode:S ports:[core.v1.PortStatus
core.v1.LoadBalancerStatus ingress:[core.v1.LoadBalancerIngress
core.v1.LocalObjectReference name:S
core.v1.LocalVolumeSource fsType:S path:S;!
core.v1.ModifyVolumeStatus status:S;! targetVolumeAttributesClassName:S
core.v1.NFSVolumeSource path:S;! readOnly:B server:S;!
core.v1.Namespace apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:core.v1.NamespaceSpec status:core.v1.NamespaceStatus
core.v1.NamespaceCondition lastTransitionTime:T message:S reason:S status:S;! type:S;!
core.v1.NamespaceSpec finalizers:[S
core.v1.NamespaceStatus conditions:[core.v1.NamespaceCondition;k=type;p=type phase:S
core.v1.Node apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:core.v1.NodeSpec status:core.v1.NodeStatus
core.v1.NodeAddress address:S;! type:S;!
core.v1.NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[core.v1.PreferredSchedulingTerm requiredDuringSchedulingIgnoredDuringExecution:core.v1.NodeSelector
core.v1.NodeAllocatableResourceClaimStatus containers:[S;s resourceClaimName:S;! resources:{Q;!
core.v1.NodeCondition lastHeartbeatTime:T lastTransitionTime:T message:S reason:S status:S;! type:S;!
core.v1.NodeConfigSource configMap:core.v1.ConfigMapNodeConfigSource
core.v1.NodeConfigStatus active:core.v1.NodeConfigSource assigned:core.v1.NodeConfigSource error:S lastKnownGood:core.v1.NodeConfigSource
core.v1.NodeDaemonEndpoints kubeletEndpoint:core.v1.DaemonEndpoint
core.v1.NodeFeatures supplementalGroupsPolicy:B
core.v1.NodeRuntimeHandler features:core.v1.NodeRuntimeHandlerFeatures name:S
core.v1.NodeRuntimeHandlerFeatures recursiveReadOnlyMounts:B userNamespaces:B@31-
core.v1.NodeSelector nodeSelectorTerms:[core.v1.NodeSelectorTerm;!
core.v1.NodeSelectorRequirement key:S;! operator:S;! values:[S
core.v1.NodeSelectorTerm matchExpressions:[core.v1.NodeSelectorRequirement matchFields:[core.v1.NodeSelectorRequirement
core.v1.NodeSpec configSource:core.v1.NodeConfigSource externalID:S podCIDR:S podCIDRs:[S;s;p= providerID:S taints:[core.v1.Taint unschedulable:B
core.v1.NodeStatus addresses:[core.v1.NodeAddress;k=type;p=type allocatable:{Q capacity:{Q conditions:[core.v1.NodeCondition;k=type;p=type config:core.v1.NodeConfigStatus daemonEndpoints:core.v1.NodeDaemonEndpoints declaredFeatures:[S@35- features:core.v1.NodeFeatures@31- images:[core.v1.ContainerImage nodeInfo:core.v1.NodeSystemInfo phase:S runtimeHandlers:[core.v1.NodeRuntimeHandler@30- volumesAttached:[core.v1.AttachedVolume volumesInUse:[S
core.v1.NodeSwapStatus capacity:I
core.v1.NodeSystemInfo architecture:S;! bootID:S;! containerRuntimeVersion:S;! kernelVersion:S;! kubeProxyVersion:S;! kubeletVersion:S;! machineID:S;! operatingSystem:S;! osImage:S;! swap:core.v1.NodeSwapStatus@33- systemUUID:S;!
core.v1.ObjectFieldSelector apiVersion:S fieldPath:S;!
core.v1.ObjectReference apiVersion:S fieldPath:S kind:S name:S namespace:S resourceVersion:S uid:S
core.v1.PersistentVolume apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:core.v1.PersistentVolumeSpec status:core.v1.PersistentVolumeStatus
core.v1.PersistentVolumeClaim apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:core.v1.PersistentVolumeClaimSpec status:core.v1.PersistentVolumeClaimStatus
core.v1.PersistentVolumeClaimCondition lastProbeTime:T lastTransitionTime:T message:S reason:S status:S;! type:S;!
core.v1.PersistentVolumeClaimSpec accessModes:[S dataSource:core.v1.TypedLocalObjectReference dataSourceRef:core.v1.TypedObjectReference resources:core.v1.VolumeResourceRequirements selector:meta.v1.LabelSelector storageClassName:S volumeAttributesClassName:S volumeMode:S volumeName:S
core.v1.PersistentVolumeClaimStatus accessModes:[S allocatedResourceStatuses:{S allocatedResources:{Q capacity:{Q conditions:[core.v1.PersistentVolumeClaimCondition;k=type;p=type currentVolumeAttributesClassName:S modifyVolumeStatus:core.v1.ModifyVolumeStatus phase:S
core.v1.PersistentVolumeClaimTemplate metadata:meta.v1.ObjectMeta spec:core.v1.PersistentVolumeClaimSpec;!
core.v1.PersistentVolumeClaimVolumeSource claimName:S;! readOnly:B
core.v1.PersistentVolumeSpec accessModes:[S awsElasticBlockStore:core.v1.AWSElasticBlockStoreVolumeSource azureDisk:core.v1.AzureDiskVolumeSource azureFile:core.v1.AzureFilePersistentVolumeSource capacity:{Q cephfs:core.v1.CephFSPersistentVolumeSource cinder:core.v1.CinderPersistentVolumeSource claimRef:core.v1.ObjectReference csi:core.v1.CSIPersistentVolumeSource fc:core.v1.FCVolumeSource flexVolume:core.v1.FlexPersistentVolumeSource flocker:core.v1.FlockerVolumeSource gcePersistentDisk:core.v1.GCEPersistentDiskVolumeSource glusterfs:core.v1.GlusterfsPersistentVolumeSource hostPath:core.v1.HostPathVolumeSource iscsi:core.v1.ISCSIPersistentVolumeSource local:core.v1.LocalVolumeSource mountOptions:[S nfs:core.v1.NFSVolumeSource nodeAffinity:core.v1.VolumeNodeAffinity persistentVolumeReclaimPolicy:S photonPersistentDisk:core.v1.PhotonPersistentDiskVolumeSource portworxVolume:core.v1.PortworxVolumeSource quobyte:core.v1.QuobyteVolumeSource rbd:core.v1.RBDPersistentVolumeSource scaleIO:core.v1.ScaleIOPersistentVolumeSource storageClassName:S storageos:core.v1.StorageOSPersistentVolumeSource volumeAttributesClassName:S volumeMode:S vsphereVolume:core.v1.VsphereVirtualDiskVolumeSource
core.v1.PersistentVolumeStatus lastPhaseTransitionTime:T message:S phase:S reason:S
core.v1.PhotonPersistentDiskVolumeSource fsType:S pdID:S;!
core.v1.Pod apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:core.v1.PodSpec status:core.v1.PodStatus
core.v1.PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[core.v1.WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[core.v1.PodAffinityTerm
core.v1.PodAffinityTerm labelSelector:meta.v1.LabelSelector matchLabelKeys:[S mismatchLabelKeys:[S namespaceSelector:meta.v1.LabelSelector namespaces:[S topologyKey:S;!
core.v1.PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[core.v1.WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[core.v1.PodAffinityTerm
core.v1.PodCertificateProjection certificateChainPath:S credentialBundlePath:S keyPath:S keyType:S;! maxExpirationSeconds:I signerName:S;! userAnnotations:{S@35-
core.v1.PodCondition lastProbeTime:T lastTransitionTime:T message:S observedGeneration:I@33- reason:S status:S;! type:S;!
core.v1.PodDNSConfig nameservers:[S options:[core.v1.PodDNSConfigOption searches:[S
core.v1.PodDNSConfigOption name:S value:S
core.v1.PodExtendedResourceClaimStatus requestMappings:[core.v1.ContainerExtendedResourceRequest;! resourceClaimName:S;!
core.v1.PodIP ip:S
core.v1.PodOS name:S;!
core.v1.PodReadinessGate conditionType:S;!
core.v1.PodResourceClaim name:S;! resourceClaimName:S@31- resourceClaimTemplateName:S@31- source:core.v1.ClaimSource@-30
core.v1.PodResourceClaimStatus name:S;! resourceClaimName:S
core.v1.PodSchedulingGate name:S;!
core.v1.PodSchedulingGroup podGroupName:S
core.v1.PodSecurityContext appArmorProfile:core.v1.AppArmorProfile@30- fsGroup:I fsGroupChangePolicy:S runAsGroup:I runAsNonRoot:B runAsUser:I seLinuxChangePolicy:S@32- seLinuxOptions:core.v1.SELinuxOptions seccompProfile:core.v1.SeccompProfile supplementalGroups:[I supplementalGroupsPolicy:S@31- sysctls:[core.v1.Sysctl windowsOptions:core.v1.WindowsSecurityContextOptions
core.v1.PodSpec activeDeadlineSeconds:I affinity:core.v1.Affinity automountServiceAccountToken:B containers:[core.v1.Container;!;k=name;p=name dnsConfig:core.v1.PodDNSConfig dnsPolicy:S enableServiceLinks:B ephemeralContainers:[core.v1.EphemeralContainer;k=name;p=name hostAliases:[core.v1.HostAlias;k=ip;p=ip hostIPC:B hostNetwork:B hostPID:B hostUsers:B hostname:S hostnameOverride:S@34- imagePullSecrets:[core.v1.LocalObjectReference;k=name;p=name initContainers:[core.v1.Container;k=name;p=name nodeName:S nodeSelector:{S os:core.v1.PodOS overhead:{Q preemptionPolicy:S priority:I priorityClassName:S readinessGates:[core.v1.PodReadinessGate resourceClaims:[core.v1.PodResourceClaim;k=name;p=name;r resources:core.v1.ResourceRequirements@32- restartPolicy:S runtimeClassName:S schedulerName:S schedulingGates:[core.v1.PodSchedulingGate;k=name;p=name schedulingGroup:core.v1.PodSchedulingGroup@36- securityContext:core.v1.PodSecurityContext serviceAccount:S serviceAccountName:S setHostnameAsFQDN:B shareProcessNamespace:B subdomain:S terminationGracePeriodSeconds:I tolerations:[core.v1.Toleration topologySpreadConstraints:[core.v1.TopologySpreadConstraint;k=topologyKey,whenUnsatisfiable;p=topologyKey volumes:[core.v1.Volume;k=name;p=name;r workloadRef:core.v1.WorkloadReference@35-35
core.v1.PodStatus allocatedResources:{Q@35- conditions:[core.v1.PodCondition;k=type;p=type containerStatuses:[core.v1.ContainerStatus ephemeralContainerStatuses:[core.v1.ContainerStatus extendedResourceClaimStatus:core.v1.PodExtendedResourceClaimStatus@34- hostIP:S hostIPs:[core.v1.HostIP;p=ip initContainerStatuses:[core.v1.ContainerStatus message:S nodeAllocatableResourceClaimStatuses:[core.v1.NodeAllocatableResourceClaimStatus@36- nominatedNodeName:S observedGeneration:I@33- phase:S podIP:S podIPs:[core.v1.PodIP;k=ip;p=ip qosClass:S reason:S resize:S resourceClaimStatuses:[core.v1.PodResourceClaimStatus;k=name;p=name;r resources:core.v1.ResourceRequirements@35- startTime:T
core.v1.PodTemplate apiVersion:S kind:S metadata:meta.v1.ObjectMeta template:core.v1.PodTemplateSpec
core.v1.PodTemplateSpec metadata:meta.v1.ObjectMeta spec:core.v1.PodSpec
core.v1.PortStatus error:S port:I;! protocol:S;!
core.v1.PortworxVolumeSource fsType:S readOnly:B volumeID:S;!
core.v1.PreferredSchedulingTerm preference:core.v1.NodeSelectorTerm;! weight:I;!
core.v1.Probe exec:core.v1.ExecAction failureThreshold:I grpc:core.v1.GRPCAction httpGet:core.v1.HTTPGetAction initialDelaySeconds:I periodSeconds:I successThreshold:I tcpSocket:core.v1.TCPSocketAction terminationGracePeriodSeconds:I timeoutSeconds:I
core.v1.ProjectedVolumeSource defaultMode:I sources:[core.v1.VolumeProjection
core.v1.QuobyteVolumeSource group:S readOnly:B registry:S;! tenant:S user:S volume:S;!
core.v1.RBDPersistentVolumeSource fsType:S image:S;! keyring:S monitors:[S;! pool:S readOnly:B secretRef:core.v1.SecretReference user:S
core.v1.RBDVolumeSource fsType:S image:S;! keyring:S monitors:[S;! pool:S readOnly:B secretRef:core.v1.LocalObjectReference user:S
core.v1.ReplicationController apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:core.v1.ReplicationControllerSpec status:core.v1.ReplicationControllerStatus
core.v1.ReplicationControllerCondition lastTransitionTime:T message:S reason:S status:S;! type:S;!
core.v1.ReplicationControllerSpec minReadySeconds:I replicas:I selector:{S template:core.v1.PodTemplateSpec
core.v1.ReplicationControllerStatus availableReplicas:I conditions:[core.v1.ReplicationControllerCondition;k=type;p=type fullyLabeledReplicas:I observedGeneration:I readyReplicas:I replicas:I;!
core.v1.ResourceClaim name:S;! request:S@31-
core.v1.ResourceFieldSelector containerName:S divisor:Q resource:S;!
core.v1.ResourceHealth health:S message:S@36- resourceID:S;!
core.v1.ResourceQuota apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:core.v1.ResourceQuotaSpec status:core.v1.ResourceQuotaStatus
core.v1.ResourceQuotaSpec hard:{Q scopeSelector:core.v1.ScopeSelector scopes:[S
core.v1.ResourceQuotaStatus hard:{Q used:{Q
core.v1.ResourceRequirements claims:[core.v1.ResourceClaim;k=name limits:{Q requests:{Q
core.v1.ResourceStatus name:S;! resources:[core.v1.ResourceHealth;k=resourceID
core.v1.SELinuxOptions level:S role:S type:S user:S
core.v1.ScaleIOPersistentVolumeSource fsType:S gateway:S;! protectionDomain:S readOnly:B secretRef:core.v1.SecretReference;! sslEnabled:B storageMode:S storagePool:S system:S;! volumeName:S
core.v1.ScaleIOVolumeSource fsType:S gateway:S;! protectionDomain:S readOnly:B secretRef:core.v1.LocalObjectReference;! sslEnabled:B storageMode:S storagePool:S system:S;! volumeName:S
core.v1.ScopeSelector matchExpressions:[core.v1.ScopedResourceSelectorRequirement
core.v1.ScopedResourceSelectorRequirement operator:S;! scopeName:S;! values:[S
core.v1.SeccompProfile localhostProfile:S type:S;!
core.v1.Secret apiVersion:S data:{Y immutable:B kind:S metadata:meta.v1.ObjectMeta stringData:{S type:S
core.v1.SecretEnvSource name:S optional:B
core.v1.SecretKeySelector key:S;! name:S optional:B
core.v1.SecretProjection items:[core.v1.KeyToPath name:S optional:B
core.v1.SecretReference name:S namespace:S
core.v1.SecretVolumeSource defaultMode:I items:[core.v1.KeyToPath optional:B secretName:S
core.v1.SecurityContext allowPrivilegeEscalation:B appArmorProfile:core.v1.AppArmorProfile@30- capabilities:core.v1.Capabilities privileged:B procMount:S readOnlyRootFilesystem:B runAsGroup:I runAsNonRoot:B runAsUser:I seLinuxOptions:core.v1.SELinuxOptions seccompProfile:core.v1.SeccompProfile windowsOptions:core.v1.WindowsSecurityContextOptions
core.v1.Service apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:core.v1.ServiceSpec status:core.v1.ServiceStatus
core.v1.ServiceAccount apiVersion:S automountServiceAccountToken:B imagePullSecrets:[core.v1.LocalObjectReference kind:S metadata:meta.v1.ObjectMeta secrets:[core.v1.ObjectReference;k=name;p=name
core.v1.ServiceAccountTokenProjection audience:S expirationSeconds:I path:S;!
core.v1.ServicePort appProtocol:S name:S nodePort:I port:I;! protocol:S targetPort:X
core.v1.ServiceSpec allocateLoadBalancerNodePorts:B clusterIP:S clusterIPs:[S externalIPs:[S externalName:S externalTrafficPolicy:S healthCheckNodePort:I internalTrafficPolicy:S ipFamilies:[S ipFamilyPolicy:S loadBalancerClass:S loadBalancerIP:S loadBalancerSourceRanges:[S ports:[core.v1.ServicePort;k=port,protocol;p=port publishNotReadyAddresses:B selector:{S sessionAffinity:S sessionAffinityConfig:core.v1.SessionAffinityConfig trafficDistribution:S@30- type:S
core.v1.ServiceStatus conditions:[meta.v1.Condition;k=type;p=type loadBalancer:core.v1.LoadBalancerStatus
core.v1.SessionAffinityConfig clientIP:core.v1.ClientIPConfig
core.v1.SleepAction seconds:I;!
core.v1.StorageOSPersistentVolumeSource fsType:S readOnly:B secretRef:core.v1.ObjectReference volumeName:S volumeNamespace:S
core.v1.StorageOSVolumeSource fsType:S readOnly:B secretRef:core.v1.LocalObjectReference volumeName:S volumeNamespace:S
core.v1.Sysctl name:S;! value:S;!
core.v1.TCPSocketAction host:S port:X;!
core.v1.Taint effect:S;! key:S;! timeAdded:T value:S
core.v1.Toleration effect:S key:S operator:S tolerationSeconds:I value:S
core.v1.TopologySelectorLabelRequirement key:S;! values:[S;!
core.v1.TopologySelectorTerm matchLabelExpressions:[core.v1.TopologySelectorLabelRequirement
core.v1.TopologySpreadConstraint labelSelector:meta.v1.LabelSelector matchLabelKeys:[S maxSkew:I;! minDomains:I nodeAffinityPolicy:S nodeTaintsPolicy:S topologyKey:S;! whenUnsatisfiable:S;!
core.v1.TypedLocalObjectReference apiGroup:S kind:S;! name:S;!
core.v1.TypedObjectReference apiGroup:S kind:S;! name:S;! namespace:S
core.v1.Volume awsElasticBlockStore:core.v1.AWSElasticBlockStoreVolumeSource azureDisk:core.v1.AzureDiskVolumeSource azureFile:core.v1.AzureFileVolumeSource cephfs:core.v1.CephFSVolumeSource cinder:core.v1.CinderVolumeSource configMap:core.v1.ConfigMapVolumeSource csi:core.v1.CSIVolumeSource downwardAPI:core.v1.DownwardAPIVolumeSource emptyDir:core.v1.EmptyDirVolumeSource ephemeral:core.v1.EphemeralVolumeSource fc:core.v1.FCVolumeSource flexVolume:core.v1.FlexVolumeSource flocker:core.v1.FlockerVolumeSource gcePersistentDisk:core.v1.GCEPersistentDiskVolumeSource gitRepo:core.v1.GitRepoVolumeSource glusterfs:core.v1.GlusterfsVolumeSource hostPath:core.v1.HostPathVolumeSource image:core.v1.ImageVolumeSource@31- iscsi:core.v1.ISCSIVolumeSource name:S;! nfs:core.v1.NFSVolumeSource persistentVolumeClaim:core.v1.PersistentVolumeClaimVolumeSource photonPersistentDisk:core.v1.PhotonPersistentDiskVolumeSource portworxVolume:core.v1.PortworxVolumeSource projected:core.v1.ProjectedVolumeSource quobyte:core.v1.QuobyteVolumeSource rbd:core.v1.RBDVolumeSource scaleIO:core.v1.ScaleIOVolumeSource secret:core.v1.SecretVolumeSource storageos:core.v1.StorageOSVolumeSource vsphereVolume:core.v1.VsphereVirtualDiskVolumeSource
core.v1.VolumeDevice devicePath:S;! name:S;!
core.v1.VolumeMount mountPath:S;! mountPropagation:S name:S;! readOnly:B recursiveReadOnly:S@30- subPath:S subPathExpr:S
core.v1.VolumeMountStatus mountPath:S;! name:S;! readOnly:B recursiveReadOnly:S volumeStatus:core.v1.VolumeStatus@36-
core.v1.VolumeNodeAffinity required:core.v1.NodeSelector
core.v1.VolumeProjection clusterTrustBundle:core.v1.ClusterTrustBundleProjection configMap:core.v1.ConfigMapProjection downwardAPI:core.v1.DownwardAPIProjection podCertificate:core.v1.PodCertificateProjection@34- secret:core.v1.SecretProjection serviceAccountToken:core.v1.ServiceAccountTokenProjection
core.v1.VolumeResourceRequirements limits:{Q requests:{Q
core.v1.VolumeStatus image:core.v1.ImageVolumeStatus
core.v1.VsphereVirtualDiskVolumeSource fsType:S storagePolicyID:S storagePolicyName:S volumePath:S;!
core.v1.WeightedPodAffinityTerm podAffinityTerm:core.v1.PodAffinityTerm;! weight:I;!
core.v1.WindowsSecurityContextOptions gmsaCredentialSpec:S gmsaCredentialSpecName:S hostProcess:B runAsUserName:S
core.v1.WorkloadReference name:S;! podGroup:S;! podGroupReplicaKey:S
discovery.v1.Endpoint addresses:[S;!;s conditions:discovery.v1.EndpointConditions deprecatedTopology:{S hints:discovery.v1.EndpointHints hostname:S nodeName:S targetRef:core.v1.ObjectReference zone:S
discovery.v1.EndpointConditions ready:B serving:B terminating:B
discovery.v1.EndpointHints forNodes:[discovery.v1.ForNode@33- forZones:[discovery.v1.ForZone
discovery.v1.EndpointPort appProtocol:S name:S port:I protocol:S
discovery.v1.EndpointSlice addressType:S;! apiVersion:S endpoints:[discovery.v1.Endpoint kind:S metadata:meta.v1.ObjectMeta ports:[discovery.v1.EndpointPort
discovery.v1.ForNode name:S;!
discovery.v1.ForZone name:S;!
events.v1.Event action:S apiVersion:S deprecatedCount:I deprecatedFirstTimestamp:T deprecatedLastTimestamp:T deprecatedSource:core.v1.EventSource eventTime:T;! kind:S metadata:meta.v1.ObjectMeta note:S reason:S regarding:core.v1.ObjectReference related:core.v1.ObjectReference reportingController:S reportingInstance:S series:events.v1.EventSeries type:S
events.v1.EventSeries count:I;! lastObservedTime:T;!
flowcontrol.v1.ExemptPriorityLevelConfiguration lendablePercent:I nominalConcurrencyShares:I
flowcontrol.v1.FlowDistinguisherMethod type:S;!
flowcontrol.v1.FlowSchema apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:flowcontrol.v1.FlowSchemaSpec status:flowcontrol.v1.FlowSchemaStatus
flowcontrol.v1.FlowSchemaCondition lastTransitionTime:T message:S reason:S status:S type:S
flowcontrol.v1.FlowSchemaSpec distinguisherMethod:flowcontrol.v1.FlowDistinguisherMethod matchingPrecedence:I priorityLevelConfiguration:flowcontrol.v1.PriorityLevelConfigurationReference;! rules:[flowcontrol.v1.PolicyRulesWithSubjects
flowcontrol.v1.FlowSchemaStatus conditions:[flowcontrol.v1.FlowSchemaCondition;k=type;p=type
flowcontrol.v1.GroupSubject name:S;!
flowcontrol.v1.LimitResponse queuing:flowcontrol.v1.QueuingConfiguration type:S;!
flowcontrol.v1.LimitedPriorityLevelConfiguration borrowingLimitPercent:I lendablePercent:I limitResponse:flowcontrol.v1.LimitResponse nominalConcurrencyShares:I
flowcontrol.v1.NonResourcePolicyRule nonResourceURLs:[S;!;s verbs:[S;!;s
flowcontrol.v1.PolicyRulesWithSubjects nonResourceRules:[flowcontrol.v1.NonResourcePolicyRule resourceRules:[flowcontrol.v1.ResourcePolicyRule subjects:[flowcontrol.v1.Subject;!
flowcontrol.v1.PriorityLevelConfiguration apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:flowcontrol.v1.PriorityLevelConfigurationSpec status:flowcontrol.v1.PriorityLevelConfigurationStatus
flowcontrol.v1.PriorityLevelConfigurationCondition lastTransitionTime:T message:S reason:S status:S type:S
flowcontrol.v1.PriorityLevelConfigurationReference name:S;!
flowcontrol.v1.PriorityLevelConfigurationSpec exempt:flowcontrol.v1.ExemptPriorityLevelConfiguration limited:flowcontrol.v1.LimitedPriorityLevelConfiguration type:S;!
flowcontrol.v1.PriorityLevelConfigurationStatus conditions:[flowcontrol.v1.PriorityLevelConfigurationCondition;k=type;p=type
flowcontrol.v1.QueuingConfiguration handSize:I queueLengthLimit:I queues:I
flowcontrol.v1.ResourcePolicyRule apiGroups:[S;!;s clusterScope:B namespaces:[S;s resources:[S;!;s verbs:[S;!;s
flowcontrol.v1.ServiceAccountSubject name:S;! namespace:S;!
flowcontrol.v1.Subject group:flowcontrol.v1.GroupSubject kind:S;! serviceAccount:flowcontrol.v1.ServiceAccountSubject user:flowcontrol.v1.UserSubject
flowcontrol.v1.UserSubject name:S;!
flowcontrol.v1beta3.ExemptPriorityLevelConfiguration lendablePercent:I nominalConcurrencyShares:I
flowcontrol.v1beta3.FlowDistinguisherMethod type:S;!
flowcontrol.v1beta3.FlowSchema apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:flowcontrol.v1beta3.FlowSchemaSpec status:flowcontrol.v1beta3.FlowSchemaStatus
flowcontrol.v1beta3.FlowSchemaCondition lastTransitionTime:T message:S reason:S status:S type:S
flowcontrol.v1beta3.FlowSchemaSpec distinguisherMethod:flowcontrol.v1beta3.FlowDistinguisherMethod matchingPrecedence:I priorityLevelConfiguration:flowcontrol.v1beta3.PriorityLevelConfigurationReference;! rules:[flowcontrol.v1beta3.PolicyRulesWithSubjects
flowcontrol.v1beta3.FlowSchemaStatus conditions:[flowcontrol.v1beta3.FlowSchemaCondition;k=type;p=type
flowcontrol.v1beta3.GroupSubject name:S;!
flowcontrol.v1beta3.LimitResponse queuing:flowcontrol.v1beta3.QueuingConfiguration type:S;!
flowcontrol.v1beta3.LimitedPriorityLevelConfiguration borrowingLimitPercent:I lendablePercent:I limitResponse:flowcontrol.v1beta3.LimitResponse nominalConcurrencyShares:I
flowcontrol.v1beta3.NonResourcePolicyRule nonResourceURLs:[S;!;s verbs:[S;!;s
flowcontrol.v1beta3.PolicyRulesWithSubjects nonResourceRules:[flowcontrol.v1beta3.NonResourcePolicyRule resourceRules:[flowcontrol.v1beta3.ResourcePolicyRule subjects:[flowcontrol.v1beta3.Subject;!
flowcontrol.v1beta3.PriorityLevelConfiguration apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:flowcontrol.v1beta3.PriorityLevelConfigurationSpec status:flowcontrol.v1beta3.PriorityLevelConfigurationStatus
flowcontrol.v1beta3.PriorityLevelConfigurationCondition lastTransitionTime:T message:S reason:S status:S type:S
flowcontrol.v1beta3.PriorityLevelConfigurationReference name:S;!
flowcontrol.v1beta3.PriorityLevelConfigurationSpec exempt:flowcontrol.v1beta3.ExemptPriorityLevelConfiguration limited:flowcontrol.v1beta3.LimitedPriorityLevelConfiguration type:S;!
flowcontrol.v1beta3.PriorityLevelConfigurationStatus conditions:[flowcontrol.v1beta3.PriorityLevelConfigurationCondition;k=type;p=type
flowcontrol.v1beta3.QueuingConfiguration handSize:I queueLengthLimit:I queues:I
flowcontrol.v1beta3.ResourcePolicyRule apiGroups:[S;!;s clusterScope:B namespaces:[S;s resources:[S;!;s verbs:[S;!;s
flowcontrol.v1beta3.ServiceAccountSubject name:S;! namespace:S;!
flowcontrol.v1beta3.Subject group:flowcontrol.v1beta3.GroupSubject kind:S;! serviceAccount:flowcontrol.v1beta3.ServiceAccountSubject user:flowcontrol.v1beta3.UserSubject
flowcontrol.v1beta3.UserSubject name:S;!
meta.v1.Condition lastTransitionTime:T;! message:S;! observedGeneration:I reason:S;! status:S;! type:S;!
meta.v1.DeleteOptions apiVersion:S dryRun:[S gracePeriodSeconds:I ignoreStoreReadErrorWithClusterBreakingPotential:B@32- kind:S orphanDependents:B preconditions:meta.v1.Preconditions propagationPolicy:S
meta.v1.FieldSelectorRequirement key:S;! operator:S;! values:[S
meta.v1.GroupResource group:S;! resource:S;!
meta.v1.LabelSelector matchExpressions:[meta.v1.LabelSelectorRequirement matchLabels:{S
meta.v1.LabelSelectorRequirement key:S;! operator:S;! values:[S
meta.v1.ManagedFieldsEntry apiVersion:S fieldsType:S fieldsV1:A manager:S operation:S subresource:S time:T
meta.v1.ObjectMeta annotations:{S creationTimestamp:T deletionGracePeriodSeconds:I deletionTimestamp:T finalizers:[S;s;p= generateName:S generation:I labels:{S managedFields:[meta.v1.ManagedFieldsEntry name:S namespace:S ownerReferences:[meta.v1.OwnerReference;k=uid;p=uid resourceVersion:S selfLink:S uid:S
meta.v1.OwnerReference apiVersion:S;! blockOwnerDeletion:B controller:B kind:S;! name:S;! uid:S;!
meta.v1.Preconditions resourceVersion:S uid:S
networking.v1.HTTPIngressPath backend:networking.v1.IngressBackend;! path:S pathType:S;!
networking.v1.HTTPIngressRuleValue paths:[networking.v1.HTTPIngressPath;!
networking.v1.IPAddress apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:networking.v1.IPAddressSpec
networking.v1.IPAddressSpec parentRef:networking.v1.ParentReference;!
networking.v1.IPBlock cidr:S;! except:[S
networking.v1.Ingress apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:networking.v1.IngressSpec status:networking.v1.IngressStatus
networking.v1.IngressBackend resource:core.v1.TypedLocalObjectReference service:networking.v1.IngressServiceBackend
networking.v1.IngressClass apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:networking.v1.IngressClassSpec
networking.v1.IngressClassParametersReference apiGroup:S kind:S;! name:S;! namespace:S scope:S
networking.v1.IngressClassSpec controller:S parameters:networking.v1.IngressClassParametersReference
networking.v1.IngressLoadBalancerIngress hostname:S ip:S ports:[networking.v1.IngressPortStatus
networking.v1.IngressLoadBalancerStatus ingress:[networking.v1.IngressLoadBalancerIngress
networking.v1.IngressPortStatus error:S port:I;! protocol:S;!
networking.v1.IngressRule host:S http:networking.v1.HTTPIngressRuleValue
networking.v1.IngressServiceBackend name:S;! port:networking.v1.ServiceBackendPort
networking.v1.IngressSpec defaultBackend:networking.v1.IngressBackend ingressClassName:S rules:[networking.v1.IngressRule tls:[networking.v1.IngressTLS
networking.v1.IngressStatus loadBalancer:networking.v1.IngressLoadBalancerStatus
networking.v1.IngressTLS hosts:[S secretName:S
networking.v1.NetworkPolicy apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:networking.v1.NetworkPolicySpec
networking.v1.NetworkPolicyEgressRule ports:[networking.v1.NetworkPolicyPort to:[networking.v1.NetworkPolicyPeer
networking.v1.NetworkPolicyIngressRule from:[networking.v1.NetworkPolicyPeer ports:[networking.v1.NetworkPolicyPort
networking.v1.NetworkPolicyPeer ipBlock:networking.v1.IPBlock namespaceSelector:meta.v1.LabelSelector podSelector:meta.v1.LabelSelector
networking.v1.NetworkPolicyPort endPort:I port:X protocol:S
networking.v1.NetworkPolicySpec egress:[networking.v1.NetworkPolicyEgressRule ingress:[networking.v1.NetworkPolicyIngressRule podSelector:meta.v1.LabelSelector policyTypes:[S
networking.v1.ParentReference group:S name:S;! namespace:S resource:S;!
networking.v1.ServiceBackendPort name:S number:I
networking.v1.ServiceCIDR apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:networking.v1.ServiceCIDRSpec status:networking.v1.ServiceCIDRStatus
networking.v1.ServiceCIDRSpec cidrs:[S
networking.v1.ServiceCIDRStatus conditions:[meta.v1.Condition;k=type;p=type
networking.v1alpha1.IPAddress apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:networking.v1alpha1.IPAddressSpec
networking.v1alpha1.IPAddressSpec parentRef:networking.v1alpha1.ParentReference
networking.v1alpha1.ParentReference group:S name:S namespace:S resource:S
networking.v1alpha1.ServiceCIDR apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:networking.v1alpha1.ServiceCIDRSpec status:networking.v1alpha1.ServiceCIDRStatus
networking.v1alpha1.ServiceCIDRSpec cidrs:[S
networking.v1alpha1.ServiceCIDRStatus conditions:[meta.v1.Condition;k=type;p=type
networking.v1beta1.IPAddress apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:networking.v1beta1.IPAddressSpec
networking.v1beta1.IPAddressSpec parentRef:networking.v1beta1.ParentReference;!
networking.v1beta1.ParentReference group:S name:S;! namespace:S resource:S;!
networking.v1beta1.ServiceCIDR apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:networking.v1beta1.ServiceCIDRSpec status:networking.v1beta1.ServiceCIDRStatus
networking.v1beta1.ServiceCIDRSpec cidrs:[S
networking.v1beta1.ServiceCIDRStatus conditions:[meta.v1.Condition;k=type;p=type
node.v1.Overhead podFixed:{Q
node.v1.RuntimeClass apiVersion:S handler:S;! kind:S metadata:meta.v1.ObjectMeta overhead:node.v1.Overhead scheduling:node.v1.Scheduling
node.v1.Scheduling nodeSelector:{S tolerations:[core.v1.Toleration
policy.v1.Eviction apiVersion:S deleteOptions:meta.v1.DeleteOptions kind:S metadata:meta.v1.ObjectMeta
policy.v1.PodDisruptionBudget apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:policy.v1.PodDisruptionBudgetSpec status:policy.v1.PodDisruptionBudgetStatus
policy.v1.PodDisruptionBudgetSpec maxUnavailable:X minAvailable:X selector:meta.v1.LabelSelector;x unhealthyPodEvictionPolicy:S
policy.v1.PodDisruptionBudgetStatus conditions:[meta.v1.Condition;k=type;p=type currentHealthy:I desiredHealthy:I disruptedPods:{T disruptionsAllowed:I expectedPods:I observedGeneration:I
rbac.v1.AggregationRule clusterRoleSelectors:[meta.v1.LabelSelector
rbac.v1.ClusterRole aggregationRule:rbac.v1.AggregationRule apiVersion:S kind:S metadata:meta.v1.ObjectMeta rules:[rbac.v1.PolicyRule
rbac.v1.ClusterRoleBinding apiVersion:S kind:S metadata:meta.v1.ObjectMeta roleRef:rbac.v1.RoleRef;! subjects:[rbac.v1.Subject
rbac.v1.PolicyRule apiGroups:[S nonResourceURLs:[S resourceNames:[S resources:[S verbs:[S;!
rbac.v1.Role apiVersion:S kind:S metadata:meta.v1.ObjectMeta rules:[rbac.v1.PolicyRule
rbac.v1.RoleBinding apiVersion:S kind:S metadata:meta.v1.ObjectMeta roleRef:rbac.v1.RoleRef;! subjects:[rbac.v1.Subject
rbac.v1.RoleRef apiGroup:S kind:S;! name:S;!
rbac.v1.Subject apiGroup:S kind:S;! name:S;! namespace:S
resource.v1.AllocatedDeviceStatus conditions:[meta.v1.Condition;k=type data:A device:S;! driver:S;! networkData:resource.v1.NetworkDeviceData pool:S;! shareID:S
resource.v1.AllocationResult allocationTimestamp:T devices:resource.v1.DeviceAllocationResult nodeSelector:core.v1.NodeSelector
resource.v1.CELDeviceSelector expression:S;!
resource.v1.CapacityRequestPolicy default:Q validRange:resource.v1.CapacityRequestPolicyRange validValues:[Q
resource.v1.CapacityRequestPolicyRange max:Q min:Q;! step:Q
resource.v1.CapacityRequirements requests:{Q
resource.v1.Counter value:Q;!
resource.v1.CounterSet counters:{resource.v1.Counter;! name:S;!
resource.v1.Device allNodes:B allowMultipleAllocations:B attributes:{resource.v1.DeviceAttribute bindingConditions:[S bindingFailureConditions:[S bindsToNode:B capacity:{resource.v1.DeviceCapacity consumesCounters:[resource.v1.DeviceCounterConsumption name:S;! nodeAllocatableResourceMappings:{resource.v1.NodeAllocatableResourceMapping@36- nodeName:S nodeSelector:core.v1.NodeSelector taints:[resource.v1.DeviceTaint
resource.v1.DeviceAllocationConfiguration opaque:resource.v1.OpaqueDeviceConfiguration requests:[S source:S;!
resource.v1.DeviceAllocationResult config:[resource.v1.DeviceAllocationConfiguration results:[resource.v1.DeviceRequestAllocationResult
resource.v1.DeviceAttribute bool:B bools:[B@36- int:I ints:[I@36- string:S strings:[S@36- version:S versions:[S@36-
resource.v1.DeviceCapacity requestPolicy:resource.v1.CapacityRequestPolicy value:Q;!
resource.v1.DeviceClaim config:[resource.v1.DeviceClaimConfiguration constraints:[resource.v1.DeviceConstraint requests:[resource.v1.DeviceRequest
resource.v1.DeviceClaimConfiguration opaque:resource.v1.OpaqueDeviceConfiguration requests:[S
resource.v1.DeviceClass apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1.DeviceClassSpec;!
resource.v1.DeviceClassConfiguration opaque:resource.v1.OpaqueDeviceConfiguration
resource.v1.DeviceClassSpec config:[resource.v1.DeviceClassConfiguration extendedResourceName:S selectors:[resource.v1.DeviceSelector
resource.v1.DeviceConstraint distinctAttribute:S matchAttribute:S requests:[S
resource.v1.DeviceCounterConsumption counterSet:S;! counters:{resource.v1.Counter;!
resource.v1.DeviceRequest exactly:resource.v1.ExactDeviceRequest firstAvailable:[resource.v1.DeviceSubRequest name:S;!
resource.v1.DeviceRequestAllocationResult adminAccess:B bindingConditions:[S bindingFailureConditions:[S consumedCapacity:{Q device:S;! driver:S;! pool:S;! request:S;! shareID:S tolerations:[resource.v1.DeviceToleration
resource.v1.DeviceSelector cel:resource.v1.CELDeviceSelector
resource.v1.DeviceSubRequest allocationMode:S capacity:resource.v1.CapacityRequirements count:I deviceClassName:S;! name:S;! selectors:[resource.v1.DeviceSelector tolerations:[resource.v1.DeviceToleration
resource.v1.DeviceTaint effect:S;! key:S;! timeAdded:T value:S
resource.v1.DeviceToleration effect:S key:S operator:S tolerationSeconds:I value:S
resource.v1.ExactDeviceRequest adminAccess:B allocationMode:S capacity:resource.v1.CapacityRequirements count:I deviceClassName:S;! selectors:[resource.v1.DeviceSelector tolerations:[resource.v1.DeviceToleration
resource.v1.NetworkDeviceData hardwareAddress:S interfaceName:S ips:[S
resource.v1.NodeAllocatableResourceMapping allocationMultiplier:Q capacityKey:S
resource.v1.OpaqueDeviceConfiguration driver:S;! parameters:A;!
resource.v1.ResourceClaim apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1.ResourceClaimSpec;! status:resource.v1.ResourceClaimStatus
resource.v1.ResourceClaimConsumerReference apiGroup:S name:S;! resource:S;! uid:S;!
resource.v1.ResourceClaimSpec devices:resource.v1.DeviceClaim
resource.v1.ResourceClaimStatus allocation:resource.v1.AllocationResult devices:[resource.v1.AllocatedDeviceStatus;k=driver,device,pool,shareID reservedFor:[resource.v1.ResourceClaimConsumerReference;k=uid;p=uid
resource.v1.ResourceClaimTemplate apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1.ResourceClaimTemplateSpec;!
resource.v1.ResourceClaimTemplateSpec metadata:meta.v1.ObjectMeta spec:resource.v1.ResourceClaimSpec;!
resource.v1.ResourcePool generation:I;! name:S;! resourceSliceCount:I;!
resource.v1.ResourceSlice apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1.ResourceSliceSpec;!
resource.v1.ResourceSliceSpec allNodes:B devices:[resource.v1.Device driver:S;! nodeName:S nodeSelector:core.v1.NodeSelector perDeviceNodeSelection:B pool:resource.v1.ResourcePool;! sharedCounters:[resource.v1.CounterSet
resource.v1alpha2.AllocationResult availableOnNodes:core.v1.NodeSelector resourceHandles:[resource.v1alpha2.ResourceHandle shareable:B
resource.v1alpha2.DriverAllocationResult namedResources:resource.v1alpha2.NamedResourcesAllocationResult vendorRequestParameters:A
resource.v1alpha2.DriverRequests driverName:S requests:[resource.v1alpha2.ResourceRequest vendorParameters:A
resource.v1alpha2.NamedResourcesAllocationResult name:S;!
resource.v1alpha2.NamedResourcesAttribute bool:B int:I intSlice:resource.v1alpha2.NamedResourcesIntSlice name:S;! quantity:Q string:S stringSlice:resource.v1alpha2.NamedResourcesStringSlice version:S
resource.v1alpha2.NamedResourcesFilter selector:S;!
resource.v1alpha2.NamedResourcesInstance attributes:[resource.v1alpha2.NamedResourcesAttribute name:S;!
resource.v1alpha2.NamedResourcesIntSlice ints:[I;!
resource.v1alpha2.NamedResourcesRequest selector:S;!
resource.v1alpha2.NamedResourcesResources instances:[resource.v1alpha2.NamedResourcesInstance;!
resource.v1alpha2.NamedResourcesStringSlice strings:[S;!
resource.v1alpha2.PodSchedulingContext apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1alpha2.PodSchedulingContextSpec;! status:resource.v1alpha2.PodSchedulingContextStatus
resource.v1alpha2.PodSchedulingContextSpec potentialNodes:[S selectedNode:S
resource.v1alpha2.PodSchedulingContextStatus resourceClaims:[resource.v1alpha2.ResourceClaimSchedulingStatus;k=name
resource.v1alpha2.ResourceClaim apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1alpha2.ResourceClaimSpec;! status:resource.v1alpha2.ResourceClaimStatus
resource.v1alpha2.ResourceClaimConsumerReference apiGroup:S name:S;! resource:S;! uid:S;!
resource.v1alpha2.ResourceClaimParameters apiVersion:S driverRequests:[resource.v1alpha2.DriverRequests generatedFrom:resource.v1alpha2.ResourceClaimParametersReference kind:S metadata:meta.v1.ObjectMeta shareable:B
resource.v1alpha2.ResourceClaimParametersReference apiGroup:S kind:S;! name:S;!
resource.v1alpha2.ResourceClaimSchedulingStatus name:S unsuitableNodes:[S
resource.v1alpha2.ResourceClaimSpec allocationMode:S parametersRef:resource.v1alpha2.ResourceClaimParametersReference resourceClassName:S;!
resource.v1alpha2.ResourceClaimStatus allocation:resource.v1alpha2.AllocationResult deallocationRequested:B driverName:S reservedFor:[resource.v1alpha2.ResourceClaimConsumerReference;k=uid;p=uid
resource.v1alpha2.ResourceClaimTemplate apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1alpha2.ResourceClaimTemplateSpec;!
resource.v1alpha2.ResourceClaimTemplateSpec metadata:meta.v1.ObjectMeta spec:resource.v1alpha2.ResourceClaimSpec;!
resource.v1alpha2.ResourceClass apiVersion:S driverName:S;! kind:S metadata:meta.v1.ObjectMeta parametersRef:resource.v1alpha2.ResourceClassParametersReference structuredParameters:B@30- suitableNodes:core.v1.NodeSelector
resource.v1alpha2.ResourceClassParameters apiVersion:S filters:[resource.v1alpha2.ResourceFilter generatedFrom:resource.v1alpha2.ResourceClassParametersReference kind:S metadata:meta.v1.ObjectMeta vendorParameters:[resource.v1alpha2.VendorParameters
resource.v1alpha2.ResourceClassParametersReference apiGroup:S kind:S;! name:S;! namespace:S
resource.v1alpha2.ResourceFilter driverName:S namedResources:resource.v1alpha2.NamedResourcesFilter
resource.v1alpha2.ResourceHandle data:S driverName:S structuredData:resource.v1alpha2.StructuredResourceHandle@30-
resource.v1alpha2.ResourceRequest namedResources:resource.v1alpha2.NamedResourcesRequest vendorParameters:A
resource.v1alpha2.ResourceSlice apiVersion:S driverName:S;! kind:S metadata:meta.v1.ObjectMeta namedResources:resource.v1alpha2.NamedResourcesResources nodeName:S
resource.v1alpha2.StructuredResourceHandle nodeName:S results:[resource.v1alpha2.DriverAllocationResult;! vendorClaimParameters:A vendorClassParameters:A
resource.v1alpha2.VendorParameters driverName:S parameters:A
resource.v1alpha3.AllocatedDeviceStatus conditions:[meta.v1.Condition;k=type data:A device:S;! driver:S;! networkData:resource.v1alpha3.NetworkDeviceData pool:S;!
resource.v1alpha3.AllocationResult controller:S@-31 devices:resource.v1alpha3.DeviceAllocationResult nodeSelector:core.v1.NodeSelector
resource.v1alpha3.BasicDevice allNodes:B@33- attributes:{resource.v1alpha3.DeviceAttribute capacity:{Q consumesCounters:[resource.v1alpha3.DeviceCounterConsumption@33- nodeName:S@33- nodeSelector:core.v1.NodeSelector@33- taints:[resource.v1alpha3.DeviceTaint@33-
resource.v1alpha3.CELDeviceSelector expression:S;!
resource.v1alpha3.Counter value:Q;!
resource.v1alpha3.CounterSet counters:{resource.v1alpha3.Counter;! name:S;!
resource.v1alpha3.Device basic:resource.v1alpha3.BasicDevice name:S;!
resource.v1alpha3.DeviceAllocationConfiguration opaque:resource.v1alpha3.OpaqueDeviceConfiguration requests:[S source:S;!
resource.v1alpha3.DeviceAllocationResult config:[resource.v1alpha3.DeviceAllocationConfiguration results:[resource.v1alpha3.DeviceRequestAllocationResult
resource.v1alpha3.DeviceAttribute bool:B int:I string:S version:S
resource.v1alpha3.DeviceClaim config:[resource.v1alpha3.DeviceClaimConfiguration constraints:[resource.v1alpha3.DeviceConstraint requests:[resource.v1alpha3.DeviceRequest
resource.v1alpha3.DeviceClaimConfiguration opaque:resource.v1alpha3.OpaqueDeviceConfiguration requests:[S
resource.v1alpha3.DeviceClass apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1alpha3.DeviceClassSpec;!
resource.v1alpha3.DeviceClassConfiguration opaque:resource.v1alpha3.OpaqueDeviceConfiguration
resource.v1alpha3.DeviceClassSpec config:[resource.v1alpha3.DeviceClassConfiguration selectors:[resource.v1alpha3.DeviceSelector suitableNodes:core.v1.NodeSelector@-31
resource.v1alpha3.DeviceConstraint matchAttribute:S requests:[S
resource.v1alpha3.DeviceCounterConsumption counterSet:S;! counters:{resource.v1alpha3.Counter;!
resource.v1alpha3.DeviceRequest adminAccess:B allocationMode:S count:I deviceClassName:S firstAvailable:[resource.v1alpha3.DeviceSubRequest@33- name:S;! selectors:[resource.v1alpha3.DeviceSelector tolerations:[resource.v1alpha3.DeviceToleration@33-
resource.v1alpha3.DeviceRequestAllocationResult adminAccess:B@32- device:S;! driver:S;! pool:S;! request:S;! tolerations:[resource.v1alpha3.DeviceToleration@33-
resource.v1alpha3.DeviceSelector cel:resource.v1alpha3.CELDeviceSelector
resource.v1alpha3.DeviceSubRequest allocationMode:S count:I deviceClassName:S;! name:S;! selectors:[resource.v1alpha3.DeviceSelector tolerations:[resource.v1alpha3.DeviceToleration
resource.v1alpha3.DeviceTaint effect:S;! key:S;! timeAdded:T value:S
resource.v1alpha3.DeviceTaintRule apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1alpha3.DeviceTaintRuleSpec;! status:resource.v1alpha3.DeviceTaintRuleStatus@35-
resource.v1alpha3.DeviceTaintRuleSpec deviceSelector:resource.v1alpha3.DeviceTaintSelector taint:resource.v1alpha3.DeviceTaint;!
resource.v1alpha3.DeviceTaintRuleStatus conditions:[meta.v1.Condition;k=type;p=type
resource.v1alpha3.DeviceTaintSelector device:S deviceClassName:S@-34 driver:S pool:S selectors:[resource.v1alpha3.DeviceSelector@-34
resource.v1alpha3.DeviceToleration effect:S key:S operator:S tolerationSeconds:I value:S
resource.v1alpha3.NetworkDeviceData hardwareAddress:S interfaceName:S ips:[S
resource.v1alpha3.OpaqueDeviceConfiguration driver:S;! parameters:A;!
resource.v1alpha3.PodSchedulingContext apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1alpha3.PodSchedulingContextSpec;! status:resource.v1alpha3.PodSchedulingContextStatus
resource.v1alpha3.PodSchedulingContextSpec potentialNodes:[S selectedNode:S
resource.v1alpha3.PodSchedulingContextStatus resourceClaims:[resource.v1alpha3.ResourceClaimSchedulingStatus;k=name
resource.v1alpha3.PoolStatus allocatedDevices:I availableDevices:I driver:S;! generation:I;! nodeName:S poolName:S;! resourceSliceCount:I totalDevices:I unavailableDevices:I validationError:S
resource.v1alpha3.ResourceClaim apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1alpha3.ResourceClaimSpec;! status:resource.v1alpha3.ResourceClaimStatus
resource.v1alpha3.ResourceClaimConsumerReference apiGroup:S name:S;! resource:S;! uid:S;!
resource.v1alpha3.ResourceClaimSchedulingStatus name:S;! unsuitableNodes:[S
resource.v1alpha3.ResourceClaimSpec controller:S@-31 devices:resource.v1alpha3.DeviceClaim
resource.v1alpha3.ResourceClaimStatus allocation:resource.v1alpha3.AllocationResult deallocationRequested:B@-31 devices:[resource.v1alpha3.AllocatedDeviceStatus@32-;k=driver,device,pool reservedFor:[resource.v1alpha3.ResourceClaimConsumerReference;k=uid;p=uid
resource.v1alpha3.ResourceClaimTemplate apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1alpha3.ResourceClaimTemplateSpec;!
resource.v1alpha3.ResourceClaimTemplateSpec metadata:meta.v1.ObjectMeta spec:resource.v1alpha3.ResourceClaimSpec;!
resource.v1alpha3.ResourcePool generation:I;! name:S;! resourceSliceCount:I;!
resource.v1alpha3.ResourcePoolStatusRequest apiVersion:S kind:S metadata:meta.v1.ObjectMeta;! spec:resource.v1alpha3.ResourcePoolStatusRequestSpec;! status:resource.v1alpha3.ResourcePoolStatusRequestStatus
resource.v1alpha3.ResourcePoolStatusRequestSpec driver:S;! limit:I poolName:S
resource.v1alpha3.ResourcePoolStatusRequestStatus conditions:[meta.v1.Condition;k=type;p=type poolCount:I;! pools:[resource.v1alpha3.PoolStatus
resource.v1alpha3.ResourceSlice apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1alpha3.ResourceSliceSpec;!
resource.v1alpha3.ResourceSliceSpec allNodes:B devices:[resource.v1alpha3.Device driver:S;! nodeName:S nodeSelector:core.v1.NodeSelector perDeviceNodeSelection:B@33- pool:resource.v1alpha3.ResourcePool;! sharedCounters:[resource.v1alpha3.CounterSet@33-
resource.v1beta1.AllocatedDeviceStatus conditions:[meta.v1.Condition;k=type data:A device:S;! driver:S;! networkData:resource.v1beta1.NetworkDeviceData pool:S;! shareID:S@34-
resource.v1beta1.AllocationResult allocationTimestamp:T@34- devices:resource.v1beta1.DeviceAllocationResult nodeSelector:core.v1.NodeSelector
resource.v1beta1.BasicDevice allNodes:B@33- allowMultipleAllocations:B@34- attributes:{resource.v1beta1.DeviceAttribute bindingConditions:[S@34- bindingFailureConditions:[S@34- bindsToNode:B@34- capacity:{resource.v1beta1.DeviceCapacity consumesCounters:[resource.v1beta1.DeviceCounterConsumption@33- nodeAllocatableResourceMappings:{resource.v1beta1.NodeAllocatableResourceMapping@36- nodeName:S@33- nodeSelector:core.v1.NodeSelector@33- taints:[resource.v1beta1.DeviceTaint@33-
resource.v1beta1.CELDeviceSelector expression:S;!
resource.v1beta1.CapacityRequestPolicy default:Q validRange:resource.v1beta1.CapacityRequestPolicyRange validValues:[Q
resource.v1beta1.CapacityRequestPolicyRange max:Q min:Q;! step:Q
resource.v1beta1.CapacityRequirements requests:{Q
resource.v1beta1.Counter value:Q;!
resource.v1beta1.CounterSet counters:{resource.v1beta1.Counter;! name:S;!
resource.v1beta1.Device basic:resource.v1beta1.BasicDevice name:S;!
resource.v1beta1.DeviceAllocationConfiguration opaque:resource.v1beta1.OpaqueDeviceConfiguration requests:[S source:S;!
resource.v1beta1.DeviceAllocationResult config:[resource.v1beta1.DeviceAllocationConfiguration results:[resource.v1beta1.DeviceRequestAllocationResult
resource.v1beta1.DeviceAttribute bool:B bools:[B@36- int:I ints:[I@36- string:S strings:[S@36- version:S versions:[S@36-
resource.v1beta1.DeviceCapacity requestPolicy:resource.v1beta1.CapacityRequestPolicy@34- value:Q;!
resource.v1beta1.DeviceClaim config:[resource.v1beta1.DeviceClaimConfiguration constraints:[resource.v1beta1.DeviceConstraint requests:[resource.v1beta1.DeviceRequest
resource.v1beta1.DeviceClaimConfiguration opaque:resource.v1beta1.OpaqueDeviceConfiguration requests:[S
resource.v1beta1.DeviceClass apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1beta1.DeviceClassSpec;!
resource.v1beta1.DeviceClassConfiguration opaque:resource.v1beta1.OpaqueDeviceConfiguration
resource.v1beta1.DeviceClassSpec config:[resource.v1beta1.DeviceClassConfiguration extendedResourceName:S@34- selectors:[resource.v1beta1.DeviceSelector
resource.v1beta1.DeviceConstraint distinctAttribute:S@34- matchAttribute:S requests:[S
resource.v1beta1.DeviceCounterConsumption counterSet:S;! counters:{resource.v1beta1.Counter;!
resource.v1beta1.DeviceRequest adminAccess:B allocationMode:S capacity:resource.v1beta1.CapacityRequirements@34- count:I deviceClassName:S firstAvailable:[resource.v1beta1.DeviceSubRequest@33- name:S;! selectors:[resource.v1beta1.DeviceSelector tolerations:[resource.v1beta1.DeviceToleration@33-
resource.v1beta1.DeviceRequestAllocationResult adminAccess:B bindingConditions:[S@34- bindingFailureConditions:[S@34- consumedCapacity:{Q@34- device:S;! driver:S;! pool:S;! request:S;! shareID:S@34- tolerations:[resource.v1beta1.DeviceToleration@33-
resource.v1beta1.DeviceSelector cel:resource.v1beta1.CELDeviceSelector
resource.v1beta1.DeviceSubRequest allocationMode:S capacity:resource.v1beta1.CapacityRequirements@34- count:I deviceClassName:S;! name:S;! selectors:[resource.v1beta1.DeviceSelector tolerations:[resource.v1beta1.DeviceToleration
resource.v1beta1.DeviceTaint effect:S;! key:S;! timeAdded:T value:S
resource.v1beta1.DeviceToleration effect:S key:S operator:S tolerationSeconds:I value:S
resource.v1beta1.NetworkDeviceData hardwareAddress:S interfaceName:S ips:[S
resource.v1beta1.NodeAllocatableResourceMapping allocationMultiplier:Q capacityKey:S
resource.v1beta1.OpaqueDeviceConfiguration driver:S;! parameters:A;!
resource.v1beta1.ResourceClaim apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1beta1.ResourceClaimSpec;! status:resource.v1beta1.ResourceClaimStatus
resource.v1beta1.ResourceClaimConsumerReference apiGroup:S name:S;! resource:S;! uid:S;!
resource.v1beta1.ResourceClaimSpec devices:resource.v1beta1.DeviceClaim
resource.v1beta1.ResourceClaimStatus allocation:resource.v1beta1.AllocationResult devices:[resource.v1beta1.AllocatedDeviceStatus;k=driver,device,pool,shareID reservedFor:[resource.v1beta1.ResourceClaimConsumerReference;k=uid;p=uid
resource.v1beta1.ResourceClaimTemplate apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1beta1.ResourceClaimTemplateSpec;!
resource.v1beta1.ResourceClaimTemplateSpec metadata:meta.v1.ObjectMeta spec:resource.v1beta1.ResourceClaimSpec;!
resource.v1beta1.ResourcePool generation:I;! name:S;! resourceSliceCount:I;!
resource.v1beta1.ResourceSlice apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1beta1.ResourceSliceSpec;!
resource.v1beta1.ResourceSliceSpec allNodes:B devices:[resource.v1beta1.Device driver:S;! nodeName:S nodeSelector:core.v1.NodeSelector perDeviceNodeSelection:B@33- pool:resource.v1beta1.ResourcePool;! sharedCounters:[resource.v1beta1.CounterSet@33-
resource.v1beta2.AllocatedDeviceStatus conditions:[meta.v1.Condition;k=type data:A device:S;! driver:S;! networkData:resource.v1beta2.NetworkDeviceData pool:S;! shareID:S@34-
resource.v1beta2.AllocationResult allocationTimestamp:T@34- devices:resource.v1beta2.DeviceAllocationResult nodeSelector:core.v1.NodeSelector
resource.v1beta2.CELDeviceSelector expression:S;!
resource.v1beta2.CapacityRequestPolicy default:Q validRange:resource.v1beta2.CapacityRequestPolicyRange validValues:[Q
resource.v1beta2.CapacityRequestPolicyRange max:Q min:Q;! step:Q
resource.v1beta2.CapacityRequirements requests:{Q
resource.v1beta2.Counter value:Q;!
resource.v1beta2.CounterSet counters:{resource.v1beta2.Counter;! name:S;!
resource.v1beta2.Device allNodes:B allowMultipleAllocations:B@34- attributes:{resource.v1beta2.DeviceAttribute bindingConditions:[S@34- bindingFailureConditions:[S@34- bindsToNode:B@34- capacity:{resource.v1beta2.DeviceCapacity consumesCounters:[resource.v1beta2.DeviceCounterConsumption name:S;! nodeAllocatableResourceMappings:{resource.v1beta2.NodeAllocatableResourceMapping@36- nodeName:S nodeSelector:core.v1.NodeSelector taints:[resource.v1beta2.DeviceTaint
resource.v1beta2.DeviceAllocationConfiguration opaque:resource.v1beta2.OpaqueDeviceConfiguration requests:[S source:S;!
resource.v1beta2.DeviceAllocationResult config:[resource.v1beta2.DeviceAllocationConfiguration results:[resource.v1beta2.DeviceRequestAllocationResult
resource.v1beta2.DeviceAttribute bool:B bools:[B@36- int:I ints:[I@36- string:S strings:[S@36- version:S versions:[S@36-
resource.v1beta2.DeviceCapacity requestPolicy:resource.v1beta2.CapacityRequestPolicy@34- value:Q;!
resource.v1beta2.DeviceClaim config:[resource.v1beta2.DeviceClaimConfiguration constraints:[resource.v1beta2.DeviceConstraint requests:[resource.v1beta2.DeviceRequest
resource.v1beta2.DeviceClaimConfiguration opaque:resource.v1beta2.OpaqueDeviceConfiguration requests:[S
resource.v1beta2.DeviceClass apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1beta2.DeviceClassSpec;!
resource.v1beta2.DeviceClassConfiguration opaque:resource.v1beta2.OpaqueDeviceConfiguration
resource.v1beta2.DeviceClassSpec config:[resource.v1beta2.DeviceClassConfiguration extendedResourceName:S@34- selectors:[resource.v1beta2.DeviceSelector
resource.v1beta2.DeviceConstraint distinctAttribute:S@34- matchAttribute:S requests:[S
resource.v1beta2.DeviceCounterConsumption counterSet:S;! counters:{resource.v1beta2.Counter;!
resource.v1beta2.DeviceRequest exactly:resource.v1beta2.ExactDeviceRequest firstAvailable:[resource.v1beta2.DeviceSubRequest name:S;!
resource.v1beta2.DeviceRequestAllocationResult adminAccess:B bindingConditions:[S@34- bindingFailureConditions:[S@34- consumedCapacity:{Q@34- device:S;! driver:S;! pool:S;! request:S;! shareID:S@34- tolerations:[resource.v1beta2.DeviceToleration
resource.v1beta2.DeviceSelector cel:resource.v1beta2.CELDeviceSelector
resource.v1beta2.DeviceSubRequest allocationMode:S capacity:resource.v1beta2.CapacityRequirements@34- count:I deviceClassName:S;! name:S;! selectors:[resource.v1beta2.DeviceSelector tolerations:[resource.v1beta2.DeviceToleration
resource.v1beta2.DeviceTaint effect:S;! key:S;! timeAdded:T value:S
resource.v1beta2.DeviceTaintRule apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1beta2.DeviceTaintRuleSpec;! status:resource.v1beta2.DeviceTaintRuleStatus
resource.v1beta2.DeviceTaintRuleSpec deviceSelector:resource.v1beta2.DeviceTaintSelector taint:resource.v1beta2.DeviceTaint;!
resource.v1beta2.DeviceTaintRuleStatus conditions:[meta.v1.Condition;k=type;p=type
resource.v1beta2.DeviceTaintSelector device:S driver:S pool:S
resource.v1beta2.DeviceToleration effect:S key:S operator:S tolerationSeconds:I value:S
resource.v1beta2.ExactDeviceRequest adminAccess:B allocationMode:S capacity:resource.v1beta2.CapacityRequirements@34- count:I deviceClassName:S;! selectors:[resource.v1beta2.DeviceSelector tolerations:[resource.v1beta2.DeviceToleration
resource.v1beta2.NetworkDeviceData hardwareAddress:S interfaceName:S ips:[S
resource.v1beta2.NodeAllocatableResourceMapping allocationMultiplier:Q capacityKey:S
resource.v1beta2.OpaqueDeviceConfiguration driver:S;! parameters:A;!
resource.v1beta2.ResourceClaim apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1beta2.ResourceClaimSpec;! status:resource.v1beta2.ResourceClaimStatus
resource.v1beta2.ResourceClaimConsumerReference apiGroup:S name:S;! resource:S;! uid:S;!
resource.v1beta2.ResourceClaimSpec devices:resource.v1beta2.DeviceClaim
resource.v1beta2.ResourceClaimStatus allocation:resource.v1beta2.AllocationResult devices:[resource.v1beta2.AllocatedDeviceStatus;k=driver,device,pool,shareID reservedFor:[resource.v1beta2.ResourceClaimConsumerReference;k=uid;p=uid
resource.v1beta2.ResourceClaimTemplate apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1beta2.ResourceClaimTemplateSpec;!
resource.v1beta2.ResourceClaimTemplateSpec metadata:meta.v1.ObjectMeta spec:resource.v1beta2.ResourceClaimSpec;!
resource.v1beta2.ResourcePool generation:I;! name:S;! resourceSliceCount:I;!
resource.v1beta2.ResourceSlice apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:resource.v1beta2.ResourceSliceSpec;!
resource.v1beta2.ResourceSliceSpec allNodes:B devices:[resource.v1beta2.Device driver:S;! nodeName:S nodeSelector:core.v1.NodeSelector perDeviceNodeSelection:B pool:resource.v1beta2.ResourcePool;! sharedCounters:[resource.v1beta2.CounterSet
scheduling.v1.PriorityClass apiVersion:S description:S globalDefault:B kind:S metadata:meta.v1.ObjectMeta preemptionPolicy:S value:I
scheduling.v1alpha1.BasicSchedulingPolicy
scheduling.v1alpha1.GangSchedulingPolicy minCount:I;!
scheduling.v1alpha1.PodGroup name:S;! policy:scheduling.v1alpha1.PodGroupPolicy;!
scheduling.v1alpha1.PodGroupPolicy basic:scheduling.v1alpha1.BasicSchedulingPolicy gang:scheduling.v1alpha1.GangSchedulingPolicy
scheduling.v1alpha1.TypedLocalObjectReference apiGroup:S kind:S;! name:S;!
scheduling.v1alpha1.Workload apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:scheduling.v1alpha1.WorkloadSpec;!
scheduling.v1alpha1.WorkloadSpec controllerRef:scheduling.v1alpha1.TypedLocalObjectReference podGroups:[scheduling.v1alpha1.PodGroup;!;k=name
scheduling.v1alpha2.BasicSchedulingPolicy
scheduling.v1alpha2.GangSchedulingPolicy minCount:I;!
scheduling.v1alpha2.PodGroup apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:scheduling.v1alpha2.PodGroupSpec;! status:scheduling.v1alpha2.PodGroupStatus
scheduling.v1alpha2.PodGroupResourceClaim name:S;! resourceClaimName:S resourceClaimTemplateName:S
scheduling.v1alpha2.PodGroupResourceClaimStatus name:S;! resourceClaimName:S
scheduling.v1alpha2.PodGroupSchedulingConstraints topology:[scheduling.v1alpha2.TopologyConstraint
scheduling.v1alpha2.PodGroupSchedulingPolicy basic:scheduling.v1alpha2.BasicSchedulingPolicy gang:scheduling.v1alpha2.GangSchedulingPolicy
scheduling.v1alpha2.PodGroupSpec disruptionMode:S podGroupTemplateRef:scheduling.v1alpha2.PodGroupTemplateReference priority:I priorityClassName:S resourceClaims:[scheduling.v1alpha2.PodGroupResourceClaim;k=name;p=name;r schedulingConstraints:scheduling.v1alpha2.PodGroupSchedulingConstraints schedulingPolicy:scheduling.v1alpha2.PodGroupSchedulingPolicy;!
scheduling.v1alpha2.PodGroupStatus conditions:[meta.v1.Condition;k=type;p=type resourceClaimStatuses:[scheduling.v1alpha2.PodGroupResourceClaimStatus;k=name;p=name;r
scheduling.v1alpha2.PodGroupTemplate disruptionMode:S name:S;! priority:I priorityClassName:S resourceClaims:[scheduling.v1alpha2.PodGroupResourceClaim;k=name;p=name;r schedulingConstraints:scheduling.v1alpha2.PodGroupSchedulingConstraints schedulingPolicy:scheduling.v1alpha2.PodGroupSchedulingPolicy;!
scheduling.v1alpha2.PodGroupTemplateReference workload:scheduling.v1alpha2.WorkloadPodGroupTemplateReference
scheduling.v1alpha2.TopologyConstraint key:S;!
scheduling.v1alpha2.TypedLocalObjectReference apiGroup:S kind:S;! name:S;!
scheduling.v1alpha2.Workload apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:scheduling.v1alpha2.WorkloadSpec;!
scheduling.v1alpha2.WorkloadPodGroupTemplateReference podGroupTemplateName:S;! workloadName:S;!
scheduling.v1alpha2.WorkloadSpec controllerRef:scheduling.v1alpha2.TypedLocalObjectReference podGroupTemplates:[scheduling.v1alpha2.PodGroupTemplate;!;k=name
storage.v1.CSIDriver apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:storage.v1.CSIDriverSpec;!
storage.v1.CSIDriverSpec attachRequired:B fsGroupPolicy:S nodeAllocatableUpdatePeriodSeconds:I@33- podInfoOnMount:B preventPodSchedulingIfMissing:B@36- requiresRepublish:B seLinuxMount:B serviceAccountTokenInSecrets:B@35- storageCapacity:B tokenRequests:[storage.v1.TokenRequest volumeLifecycleModes:[S;s
storage.v1.CSINode apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:storage.v1.CSINodeSpec;!
storage.v1.CSINodeDriver allocatable:storage.v1.VolumeNodeResources name:S;! nodeID:S;! topologyKeys:[S
storage.v1.CSINodeSpec drivers:[storage.v1.CSINodeDriver;!;k=name;p=name
storage.v1.CSIStorageCapacity apiVersion:S capacity:Q kind:S maximumVolumeSize:Q metadata:meta.v1.ObjectMeta nodeTopology:meta.v1.LabelSelector storageClassName:S;!
storage.v1.StorageClass allowVolumeExpansion:B allowedTopologies:[core.v1.TopologySelectorTerm apiVersion:S kind:S metadata:meta.v1.ObjectMeta mountOptions:[S parameters:{S provisioner:S;! reclaimPolicy:S volumeBindingMode:S
storage.v1.TokenRequest audience:S;! expirationSeconds:I
storage.v1.VolumeAttachment apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:storage.v1.VolumeAttachmentSpec;! status:storage.v1.VolumeAttachmentStatus
storage.v1.VolumeAttachmentSource inlineVolumeSpec:core.v1.PersistentVolumeSpec persistentVolumeName:S
storage.v1.VolumeAttachmentSpec attacher:S;! nodeName:S;! source:storage.v1.VolumeAttachmentSource;!
storage.v1.VolumeAttachmentStatus attachError:storage.v1.VolumeError attached:B;! attachmentMetadata:{S detachError:storage.v1.VolumeError
storage.v1.VolumeAttributesClass apiVersion:S driverName:S;! kind:S metadata:meta.v1.ObjectMeta parameters:{S
storage.v1.VolumeError errorCode:I@33- message:S time:T
storage.v1.VolumeNodeResources count:I
storage.v1alpha1.VolumeAttributesClass apiVersion:S driverName:S;! kind:S metadata:meta.v1.ObjectMeta parameters:{S
storage.v1beta1.VolumeAttributesClass apiVersion:S driverName:S;! kind:S metadata:meta.v1.ObjectMeta parameters:{S
storagemigration.v1alpha1.GroupVersionResource group:S resource:S version:S
storagemigration.v1alpha1.MigrationCondition lastUpdateTime:T message:S reason:S status:S;! type:S;!
storagemigration.v1alpha1.StorageVersionMigration apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:storagemigration.v1alpha1.StorageVersionMigrationSpec status:storagemigration.v1alpha1.StorageVersionMigrationStatus
storagemigration.v1alpha1.StorageVersionMigrationSpec continueToken:S resource:storagemigration.v1alpha1.GroupVersionResource;!
storagemigration.v1alpha1.StorageVersionMigrationStatus conditions:[storagemigration.v1alpha1.MigrationCondition;k=type;p=type resourceVersion:S
storagemigration.v1beta1.StorageVersionMigration apiVersion:S kind:S metadata:meta.v1.ObjectMeta spec:storagemigration.v1beta1.StorageVersionMigrationSpec status:storagemigration.v1beta1.StorageVersionMigrationStatus
storagemigration.v1beta1.StorageVersionMigrationSpec resource:meta.v1.GroupResource;!
storagemigration.v1beta1.StorageVersionMigrationStatus conditions:[meta.v1.Condition;k=type;p=type resourceVersion:S
`;
