resource "aws_eks_cluster" "by_default" {
  name     = "by-default"
  role_arn = "arn:aws:iam::111122223333:role/eks"

  vpc_config { # expect: cluster-endpoint-open
    subnet_ids = ["subnet-1", "subnet-2"]
  }
}

resource "aws_eks_cluster" "open" {
  name     = "open"
  role_arn = "arn:aws:iam::111122223333:role/eks"

  vpc_config {
    subnet_ids              = ["subnet-1", "subnet-2"]
    endpoint_private_access = true
    public_access_cidrs     = ["198.51.100.0/24", "0.0.0.0/0"] # expect: cluster-endpoint-open
  }
}

module "open" {
  source                         = "terraform-aws-modules/eks/aws"
  cluster_name                   = "open"
  cluster_endpoint_public_access = true
  cluster_endpoint_public_access_cidrs = [ # expect: cluster-endpoint-open
    "0.0.0.0/0",
  ]
}

resource "google_container_cluster" "without" { # expect: cluster-endpoint-open
  name     = "without"
  location = "europe-west1"
}

resource "google_container_cluster" "everyone" {
  name     = "everyone"
  location = "europe-west1"

  master_authorized_networks_config { # expect: cluster-endpoint-open
    cidr_blocks {
      cidr_block   = "0.0.0.0/0"
      display_name = "all"
    }
  }
}

resource "azurerm_kubernetes_cluster" "without" { # expect: cluster-endpoint-open
  name                = "without"
  location            = "westeurope"
  resource_group_name = "shop"
}
