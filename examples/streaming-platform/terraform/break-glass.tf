# A pod that the on-call engineer attaches to. It lives here because it must be there before anything else is.
resource "kubernetes_deployment_v1" "break_glass" {
  metadata {
    name      = "break-glass"
    namespace = "support-tools"
    labels    = { "app.kubernetes.io/name" = "break-glass" }
  }

  spec {
    replicas = 1

    selector {
      match_labels = { "app.kubernetes.io/name" = "break-glass" }
    }

    template {
      metadata {
        labels = { "app.kubernetes.io/name" = "break-glass" }
      }

      spec {
        host_pid                        = true
        automount_service_account_token = false

        security_context {
          run_as_non_root = true
          run_as_user     = 10001
          seccomp_profile {
            type = "RuntimeDefault"
          }
        }

        container {
          name    = "shell"
          image   = "registry.streamly.example/tools/shell:4.2.0@sha256:7c1d0b3f6a5e4d2c9b8a7f6e5d4c3b2a190817263544536271809fa8b7c6d5e4"
          command = ["sleep", "infinity"]

          security_context {
            allow_privilege_escalation = false
            read_only_root_filesystem  = true
            capabilities {
              drop = ["ALL"]
            }
          }

          resources {
            requests = { cpu = "50m", memory = "64Mi" }
            limits   = { memory = "128Mi" }
          }
        }
      }
    }
  }
}
