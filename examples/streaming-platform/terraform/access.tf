# What the encoders may do with the film library.
data "aws_iam_policy_document" "library" {
  statement {
    sid       = "ReadMasters"
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = ["arn:aws:s3:::streamly-masters", "arn:aws:s3:::streamly-masters/*"]
  }
}

resource "aws_iam_policy" "library" {
  name   = "${local.name}-library"
  policy = data.aws_iam_policy_document.library.json
}

resource "aws_iam_role_policy_attachment" "encoders_library" {
  role       = module.cluster.node_role
  policy_arn = aws_iam_policy.library.arn
}

# Added on the night of the cup final, when uploads were refused.
resource "aws_iam_role_policy_attachment" "nodes_admin" {
  role       = module.cluster.node_role
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
