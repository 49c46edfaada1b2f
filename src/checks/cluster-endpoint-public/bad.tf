resource "aws_eks_cluster" "by_default" {
  name = "by-default"
  vpc_config { # expect: cluster-endpoint-public
    subnet_ids = ["subnet-1"]
  }
}

resource "aws_eks_cluster" "on" {
  name = "on"
  vpc_config {
    subnet_ids             = ["subnet-1"]
    endpoint_public_access = true # expect: cluster-endpoint-public
    public_access_cidrs    = ["198.51.100.0/24"]
  }
}

resource "google_container_cluster" "public" {
  name = "public"
  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = false # expect: cluster-endpoint-public
  }
}

resource "azurerm_kubernetes_cluster" "public" { # expect: cluster-endpoint-public
  name = "public"
}
