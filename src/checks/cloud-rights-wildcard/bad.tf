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

resource "aws_iam_role_policy_attachment" "buckets" {
  role       = aws_iam_role.node.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3FullAccess" # expect: cloud-rights-wildcard
}

resource "aws_iam_role_policy" "machines" {
  role = aws_iam_role.node.id
  policy = jsonencode({ # expect: cloud-rights-wildcard
    Statement = [{ Effect = "Allow", Action = ["ec2:*", "logs:PutLogEvents"], Resource = "*" }]
  })
}
