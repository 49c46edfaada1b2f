resource "aws_iam_role" "pod" {
  name = "pod"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["sts:AssumeRole", "sts:TagSession"], Principal = { Service = "pods.eks.amazonaws.com" } }]
  })
  inline_policy {
    name = "pass"
    policy = jsonencode({ # expect: cloud-rights-escalating
      Statement = [{ Effect = "Allow", Action = ["iam:Pass*"], Resource = "*" }]
    })
  }
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

resource "google_project_iam_binding" "tokens" {
  project = "shop"
  role    = "roles/iam.serviceAccountTokenCreator" # expect: cloud-rights-escalating
  members = [
    "group:developers@example.com",
    "serviceAccount:${google_service_account.nodes.email}",
  ]
}
