# A cluster that names no channel is put into one when it is made.
resource "google_container_cluster" "by_default" {
  name = "by-default"
}

resource "google_container_cluster" "regular" {
  name = "regular"
  release_channel {
    channel = "REGULAR"
  }
}
