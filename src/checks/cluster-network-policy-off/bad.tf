resource "aws_eks_cluster" "add_on_without" { # expect: cluster-network-policy-off
  name = "add-on-without"
}

resource "aws_eks_addon" "cni" {
  cluster_name = aws_eks_cluster.add_on_without.name
  addon_name   = "vpc-cni"
}

resource "google_container_cluster" "legacy" { # expect: cluster-network-policy-off
  name = "legacy"
}

resource "google_container_cluster" "off" {
  name = "off"
  network_policy {
    enabled = false # expect: cluster-network-policy-off
  }
}

resource "azurerm_kubernetes_cluster" "without" {
  name = "without"
  network_profile { # expect: cluster-network-policy-off
    network_plugin = "azure"
  }
}
