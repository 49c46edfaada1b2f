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

resource "aws_eks_pod_identity_association" "by_name" {
  cluster_name    = "shop"
  namespace       = "ops"
  service_account = "restore"
  role_arn        = "arn:aws:iam::111122223333:role/restore"
}

# Whose it is is not known.
variable "account" {}

resource "aws_eks_pod_identity_association" "unknown" {
  cluster_name    = "shop"
  namespace       = "ops"
  service_account = var.account
  role_arn        = aws_iam_role.backup.arn
}
