resource "aws_iam_role" "pod" {
  name = "pod"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["sts:AssumeRole", "sts:TagSession"], Principal = { Service = "pods.eks.amazonaws.com" } }]
  })
  inline_policy {
    name = "pass"
    policy = jsonencode({
      Statement = [
        { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/node" },
        {
          Effect    = "Allow"
          Action    = "iam:PassRole"
          Resource  = "*"
          Condition = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } }
        },
        { Effect = "Allow", Action = "iam:List*", Resource = "*" },
      ]
    })
  }
}
