resource "aws_iam_openid_connect_provider" "shop" {
  url = "https://oidc.eks.eu-west-1.amazonaws.com/id/1"
}

resource "aws_iam_role" "no_condition" {
  name = "no-condition"
  assume_role_policy = jsonencode({ # expect: pod-role-trust-too-wide
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.shop.arn }
    }]
  })
}

resource "aws_iam_role" "audience_only" {
  name = "audience-only"
  assume_role_policy = jsonencode({ # expect: pod-role-trust-too-wide
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.shop.arn }
      Condition = { StringEquals = { "oidc.eks.eu-west-1.amazonaws.com/id/1:aud" = "sts.amazonaws.com" } }
    }]
  })
}

data "aws_iam_policy_document" "every_namespace" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.shop.arn]
    }
    condition { # expect: pod-role-trust-too-wide
      test     = "StringLike"
      variable = "${replace(aws_eks_cluster.shop.identity[0].oidc[0].issuer, "https://", "")}:sub"
      values   = ["system:serviceaccount:*:*"]
    }
  }
}
