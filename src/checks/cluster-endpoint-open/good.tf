variable "office" {}

resource "aws_eks_cluster" "office" {
  name = "office"
  vpc_config {
    subnet_ids              = ["subnet-1"]
    endpoint_private_access = true
    public_access_cidrs     = ["198.51.100.0/24"]
  }
}

resource "aws_eks_cluster" "private" {
  name = "private"
  vpc_config {
    subnet_ids              = ["subnet-1"]
    endpoint_private_access = true
    endpoint_public_access  = false
  }
}

resource "aws_eks_cluster" "unknown" {
  name = "unknown"
  vpc_config {
    subnet_ids          = ["subnet-1"]
    public_access_cidrs = var.office
  }
}

# The endpoint is private unless the module is told otherwise.
module "private" {
  source       = "terraform-aws-modules/eks/aws"
  cluster_name = "private"
}

resource "google_container_cluster" "office" {
  name = "office"
  master_authorized_networks_config {
    cidr_blocks {
      cidr_block = "198.51.100.0/24"
    }
  }
}

resource "google_container_cluster" "nobody" {
  name = "nobody"
  master_authorized_networks_config {}
}

resource "google_container_cluster" "private" {
  name = "private"
  private_cluster_config {
    enable_private_endpoint = true
    enable_private_nodes    = true
  }
}

resource "azurerm_kubernetes_cluster" "office" {
  name = "office"
  api_server_access_profile {
    authorized_ip_ranges = ["198.51.100.0/24"]
  }
}

resource "azurerm_kubernetes_cluster" "private" {
  name                    = "private"
  private_cluster_enabled = true
}
