resource "google_project_iam_binding" "developers" {
  project = "shop"
  role    = "roles/container.developer"
  members = [
    "group:developers@example.com",
    "domain:example.com", # expect: cluster-iam-too-wide
  ]
}

resource "google_project_iam_member" "everyone" {
  project = "shop"
  role    = "roles/container.admin"
  member  = "allAuthenticatedUsers" # expect: cluster-iam-too-wide
}

resource "azurerm_role_assignment" "subscription" {
  scope                = "/subscriptions/11111111-2222-3333-4444-555555555555" # expect: cluster-iam-too-wide
  role_definition_name = "Azure Kubernetes Service RBAC Cluster Admin"
  principal_id         = "66666666-7777-8888-9999-000000000000"
}
