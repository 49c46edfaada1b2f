resource "aws_launch_template" "plain" {
  name = "plain"
  tags = { "kubernetes.io/cluster/shop" = "owned" }

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs { # expect: node-disk-unencrypted
      volume_size = 50
    }
  }

  block_device_mappings {
    device_name = "/dev/xvdb"
    ebs {
      encrypted = false # expect: node-disk-unencrypted
    }
  }
}
