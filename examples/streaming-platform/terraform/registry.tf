resource "aws_kms_key" "images" {
  description         = "Images of ${local.name}"
  enable_key_rotation = true
}

resource "aws_ecr_repository" "team" {
  for_each = var.teams

  name                 = "${local.name}/${each.key}"
  image_tag_mutability = "IMMUTABLE"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.images.arn
  }

  image_scanning_configuration {
    scan_on_push = each.key != "media"
  }

  tags = local.tags
}
