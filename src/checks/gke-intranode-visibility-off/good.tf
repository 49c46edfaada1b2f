resource "google_container_cluster" "visible" {
  name                        = "visible"
  enable_intranode_visibility = true
}

resource "google_container_cluster" "autopilot" {
  name             = "autopilot"
  enable_autopilot = true
}
