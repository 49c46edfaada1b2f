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

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.node.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess" # expect: cloud-admin-rights
}

resource "aws_iam_role_policy" "everything" {
  role = aws_iam_role.node.id
  policy = jsonencode({ # expect: cloud-admin-rights
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

resource "aws_iam_policy" "document" {
  name   = "everything"
  policy = data.aws_iam_policy_document.everything.json # expect: cloud-admin-rights
}

data "aws_iam_policy_document" "everything" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy_attachment" "document" {
  role       = aws_iam_role.node.name
  policy_arn = aws_iam_policy.document.arn
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

resource "google_project_iam_member" "editor" {
  project = "shop"
  role    = "roles/editor" # expect: cloud-admin-rights
  member  = "serviceAccount:${google_service_account.nodes.email}"
}

resource "azurerm_kubernetes_cluster" "shop" {
  name = "shop"
  identity {
    type = "SystemAssigned"
  }
}

data "azurerm_subscription" "current" {}

resource "azurerm_role_assignment" "owner" {
  scope                = data.azurerm_subscription.current.id
  role_definition_name = "Owner" # expect: cloud-admin-rights
  principal_id         = azurerm_kubernetes_cluster.shop.identity[0].principal_id
}
