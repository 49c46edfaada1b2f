resource "google_container_cluster" "alpha" {
  name                    = "alpha"
  enable_kubernetes_alpha = true # expect: gke-alpha-cluster
}
