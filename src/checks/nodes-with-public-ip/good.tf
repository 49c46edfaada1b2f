resource "google_container_cluster" "private" {
  name = "private"
  private_cluster_config {
    enable_private_nodes = true
  }
}

resource "google_container_cluster" "pools_decide" {
  name                     = "pools-decide"
  remove_default_node_pool = true
  initial_node_count       = 1
}

resource "google_container_node_pool" "private" {
  cluster = google_container_cluster.pools_decide.name
  network_config {
    enable_private_nodes = true
  }
}

resource "azurerm_kubernetes_cluster" "by_default" {
  name = "by-default"
  default_node_pool {
    name = "system"
  }
}

resource "aws_subnet" "private" {
  vpc_id = "vpc-1"
}

resource "aws_eks_node_group" "private" {
  cluster_name = "shop"
  subnet_ids   = [aws_subnet.private.id]
}
