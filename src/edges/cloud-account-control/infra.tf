resource "aws_iam_openid_connect_provider" "shop" {
  url = "https://oidc.eks.eu-west-1.amazonaws.com/id/1"
}

locals {
  web_identity = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/1" }
    }]
  })
}

resource "aws_iam_role" "deployer" {
  name               = "deployer"
  assume_role_policy = local.web_identity
}

resource "aws_iam_role_policy_attachment" "deployer" {
  role       = aws_iam_role.deployer.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# Rights on one user, under a condition, and to read are no control of the account.
resource "aws_iam_role" "reader" {
  name               = "reader"
  assume_role_policy = local.web_identity
}

resource "aws_iam_role_policy_attachment" "reader" {
  role       = aws_iam_role.reader.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy" "reader" {
  role = aws_iam_role.reader.id
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "iam:CreateAccessKey", Resource = "arn:aws:iam::111122223333:user/one" },
      { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "*", Condition = { StringEquals = { "iam:ResourceTag/team" = "shop" } } },
      { Effect = "Deny", Action = "*", Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "backup" {
  name = "backup"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "pods.eks.amazonaws.com" } }]
  })
}

resource "aws_eks_pod_identity_association" "backup" {
  cluster_name    = "shop"
  namespace       = "ops"
  service_account = "backup"
  role_arn        = aws_iam_role.backup.arn
}

resource "aws_iam_role_policy" "backup" {
  role = aws_iam_role.backup.id
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["s3:PutObject", "iam:Attach*"], Resource = "*" }]
  })
}

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

resource "aws_iam_role_policy" "node" {
  role   = aws_iam_role.node.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "google_project_iam_member" "owner" {
  project = "demo"
  role    = "roles/owner"
  member  = "serviceAccount:owner@demo.iam.gserviceaccount.com"
}

resource "google_project_iam_member" "viewer" {
  project = "demo"
  role    = "roles/viewer"
  member  = "serviceAccount:viewer@demo.iam.gserviceaccount.com"
}
