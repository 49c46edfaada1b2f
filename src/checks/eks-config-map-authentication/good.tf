resource "aws_eks_cluster" "api" {
  name = "api"
  access_config {
    authentication_mode = "API"
  }
}

resource "aws_eks_cluster" "both" {
  name = "both"
  access_config {
    authentication_mode = "API_AND_CONFIG_MAP"
  }
}
