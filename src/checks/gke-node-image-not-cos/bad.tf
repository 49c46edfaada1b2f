resource "google_container_node_pool" "ubuntu" {
  cluster = "shop"
  node_config {
    image_type = "UBUNTU_CONTAINERD" # expect: gke-node-image-not-cos
  }
}
