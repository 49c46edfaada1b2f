resource "aws_eks_cluster" "silent" { # expect: control-plane-logs-incomplete
  name = "silent"
}

resource "aws_eks_cluster" "half" {
  name                      = "half"
  enabled_cluster_log_types = ["api", "audit", "authenticator"] # expect: control-plane-logs-incomplete
}
