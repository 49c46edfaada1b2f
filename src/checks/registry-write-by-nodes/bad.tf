resource "aws_iam_role" "node" {
  name = "node"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_eks_node_group" "web" {
  cluster_name  = "shop"
  node_role_arn = aws_iam_role.node.arn
}

resource "aws_iam_role_policy_attachment" "power" {
  role       = aws_iam_role.node.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPowerUser" # expect: registry-write-by-nodes
}

resource "google_service_account" "nodes" {
  account_id = "gke-nodes"
}

resource "google_container_node_pool" "web" {
  cluster = "shop"
  node_config {
    service_account = google_service_account.nodes.email
  }
}

resource "google_artifact_registry_repository_iam_member" "nodes" {
  repository = "web"
  role       = "roles/artifactregistry.writer" # expect: registry-write-by-nodes
  member     = "serviceAccount:${google_service_account.nodes.email}"
}

resource "azurerm_kubernetes_cluster" "shop" {
  name = "shop"
  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_role_assignment" "push" {
  scope                = "/subscriptions/1/resourceGroups/shop/providers/Microsoft.ContainerRegistry/registries/shop"
  role_definition_name = "AcrPush" # expect: registry-write-by-nodes
  principal_id         = azurerm_kubernetes_cluster.shop.kubelet_identity[0].object_id
}
