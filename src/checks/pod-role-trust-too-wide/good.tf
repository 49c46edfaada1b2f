resource "aws_iam_openid_connect_provider" "shop" {
  url = "https://oidc.eks.eu-west-1.amazonaws.com/id/1"
}

resource "aws_iam_role" "one_account" {
  name = "one-account"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.shop.arn }
      Condition = { StringEquals = { "oidc.eks.eu-west-1.amazonaws.com/id/1:sub" = "system:serviceaccount:shop:web" } }
    }]
  })
}

resource "aws_iam_role" "github" {
  name = "github"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "cognito-identity.amazonaws.com" }
    }]
  })
}

data "aws_iam_policy_document" "one_namespace" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.shop.arn]
    }
    condition {
      test     = "StringLike"
      variable = "${replace(aws_eks_cluster.shop.identity[0].oidc[0].issuer, "https://", "")}:sub"
      values   = ["system:serviceaccount:shop:*"]
    }
  }
}
