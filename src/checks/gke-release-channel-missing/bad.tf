resource "google_container_cluster" "none" {
  name = "none"
  release_channel {
    channel = "UNSPECIFIED" # expect: gke-release-channel-missing
  }
}
