resource "aws_launch_template" "one" {
  name = "one"
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
  tags = { "kubernetes.io/cluster/shop" = "owned" }
}

resource "aws_launch_template" "by_default" {
  name = "by-default"
  tags = { "kubernetes.io/cluster/shop" = "owned" }
}

resource "aws_launch_template" "no_node" {
  name = "no-node"
  metadata_options {
    http_put_response_hop_limit = 2
  }
}
