resource "google_project_iam_member" "group" {
  project = "shop"
  role    = "roles/container.developer"
  member  = "group:developers@example.com"
}

resource "google_project_iam_member" "viewers" {
  project = "shop"
  role    = "roles/browser"
  member  = "domain:example.com"
}

resource "azurerm_kubernetes_cluster" "shop" {
  name = "shop"
}

resource "azurerm_role_assignment" "cluster" {
  scope                = azurerm_kubernetes_cluster.shop.id
  role_definition_name = "Azure Kubernetes Service RBAC Cluster Admin"
  principal_id         = "66666666-7777-8888-9999-000000000000"
}
