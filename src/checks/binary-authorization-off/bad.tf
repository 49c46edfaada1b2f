resource "google_container_cluster" "by_default" { # expect: binary-authorization-off
  name = "by-default"
}

resource "google_container_cluster" "disabled" {
  name = "disabled"
  binary_authorization {
    evaluation_mode = "DISABLED" # expect: binary-authorization-off
  }
}
