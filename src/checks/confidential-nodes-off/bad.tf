resource "google_container_cluster" "off" {
  name = "off"
  confidential_nodes {
    enabled = false # expect: confidential-nodes-off
  }
}

resource "google_container_cluster" "by_default" { # expect: confidential-nodes-off
  name = "by-default"
}
