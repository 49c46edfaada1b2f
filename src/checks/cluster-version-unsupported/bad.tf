resource "aws_eks_cluster" "old" {
  name    = "old"
  version = "1.32" # expect: cluster-version-unsupported
}

resource "aws_eks_cluster" "ancient" {
  name    = "ancient"
  version = 1.21 # expect: cluster-version-unsupported
}

resource "google_container_cluster" "old" {
  name               = "old"
  min_master_version = "1.31.4-gke.1372000" # expect: cluster-version-unsupported
}

resource "azurerm_kubernetes_cluster" "old" {
  name               = "old"
  kubernetes_version = "1.32.7" # expect: cluster-version-unsupported
}

module "eks" {
  source          = "terraform-aws-modules/eks/aws"
  cluster_version = "1.30" # expect: cluster-version-unsupported
}

resource "azurerm_kubernetes_cluster" "long_term" {
  name               = "long-term"
  kubernetes_version = "1.30" # expect: cluster-version-unsupported
  support_plan       = "AKSLongTermSupport"
}
