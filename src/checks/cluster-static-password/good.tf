resource "google_container_cluster" "empty" {
  name = "empty"
  master_auth {
    username = ""
    password = ""
  }
}

resource "google_container_cluster" "none" {
  name = "none"
}
