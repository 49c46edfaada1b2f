resource "aws_launch_template" "two" {
  name = "two"
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 2 # expect: imds-hop-limit-high
  }
  tag_specifications {
    resource_type = "instance"
    tags          = { "kubernetes.io/cluster/shop" = "owned" }
  }
}
