resource "aws_eks_cluster" "by_default" { # expect: eks-config-map-authentication
  name = "by-default"
}

resource "aws_eks_cluster" "config_map" {
  name = "config-map"
  access_config {
    authentication_mode = "CONFIG_MAP" # expect: eks-config-map-authentication
  }
}
