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

resource "aws_iam_role_policy_attachment" "worker" {
  for_each   = toset(["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"])
  role       = aws_iam_role.node.name
  policy_arn = "arn:aws:iam::aws:policy/${each.value}"
}

resource "aws_iam_role_policy" "bucket" {
  role = aws_iam_role.node.id
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "arn:aws:s3:::shop/*" },
      { Effect = "Deny", Action = "*", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "people" {
  name = "people"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:root" } }]
  })
}

resource "aws_iam_role_policy_attachment" "people" {
  role       = aws_iam_role.people.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
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

resource "google_project_iam_member" "nodes" {
  project = "shop"
  role    = "roles/container.defaultNodeServiceAccount"
  member  = "serviceAccount:${google_service_account.nodes.email}"
}

resource "google_project_iam_member" "people" {
  project = "shop"
  role    = "roles/editor"
  member  = "group:developers@example.com"
}

resource "azurerm_kubernetes_cluster" "shop" {
  name = "shop"
  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_resource_group" "network" {
  name = "network"
}

resource "azurerm_role_assignment" "network" {
  scope                = azurerm_resource_group.network.id
  role_definition_name = "Contributor"
  principal_id         = azurerm_kubernetes_cluster.shop.identity[0].principal_id
}
