resource "google_container_cluster" "enforced" {
  name = "enforced"
  binary_authorization {
    evaluation_mode = "PROJECT_SINGLETON_POLICY_ENFORCE"
  }
}

resource "google_container_cluster" "older_provider" {
  name                        = "older-provider"
  enable_binary_authorization = true
}
