resource "kubernetes_deployment_v1" "web" {
  metadata {
    name      = "web"
    namespace = "shop"
    labels    = { app = "web" }
  }
  spec {
    replicas = "2"
    selector {
      match_labels = { app = "web" }
    }
    strategy {
      type = "RollingUpdate"
      rolling_update {
        max_surge       = "1"
        max_unavailable = "25%"
      }
    }
    template {
      metadata {
        labels = { app = "web" }
      }
      spec {
        host_pid                        = true
        host_ipc                        = false
        automount_service_account_token = false
        service_account_name            = "web"
        image_pull_secrets {
          name = "registry"
        }
        security_context {
          run_as_non_root = true
          fs_group        = "2000"
          sysctl {
            name  = "net.core.somaxconn"
            value = "1024"
          }
        }
        init_container {
          name    = "init"
          image   = "busybox:1.36"
          command = ["sh", "-c", "true"]
        }
        container {
          name  = "main"
          image = "registry.example.com/web:1.0"
          security_context {
            privileged                 = true
            allow_privilege_escalation = true
            capabilities {
              add  = ["NET_ADMIN"]
              drop = ["ALL"]
            }
          }
          resources {
            limits   = { memory = "64Mi" }
            requests = { cpu = 1 }
          }
          env {
            name = "TOKEN"
            value_from {
              secret_key_ref {
                name = "s"
                key  = "k"
              }
            }
          }
          env_from {
            config_map_ref { name = "c" }
          }
          port {
            container_port = 8080
          }
          liveness_probe {
            http_get {
              path = "/"
              port = "8080"
              http_header {
                name  = "X"
                value = "y"
              }
            }
          }
          volume_mount {
            name       = "host"
            mount_path = "/host"
            read_only  = true
          }
        }
        volume {
          name = "host"
          host_path { path = "/" }
        }
        volume {
          name = "tmp"
          empty_dir {}
        }
        toleration {
          key      = "a"
          operator = "Exists"
        }
        topology_spread_constraint {
          max_skew           = 1
          topology_key       = "zone"
          when_unsatisfiable = "DoNotSchedule"
        }
        affinity {
          pod_anti_affinity {
            required_during_scheduling_ignored_during_execution {
              topology_key = "host"
            }
          }
        }
      }
    }
  }
  wait_for_rollout = false
  timeouts {
    create = "5m"
  }
}
