resource "aws_eks_cluster" "policies" {
  name = "policies"
}

resource "aws_eks_addon" "cni" {
  cluster_name         = aws_eks_cluster.policies.name
  addon_name           = "vpc-cni"
  configuration_values = jsonencode({ enableNetworkPolicy = "true" })
}

resource "google_container_cluster" "dataplane_v2" {
  name              = "dataplane-v2"
  datapath_provider = "ADVANCED_DATAPATH"
}

resource "google_container_cluster" "calico" {
  name = "calico"
  network_policy {
    enabled  = true
    provider = "CALICO"
  }
}

resource "google_container_cluster" "autopilot" {
  name             = "autopilot"
  enable_autopilot = true
}

resource "azurerm_kubernetes_cluster" "cilium" {
  name = "cilium"
  network_profile {
    network_plugin     = "azure"
    network_policy     = "cilium"
    network_data_plane = "cilium"
  }
}
