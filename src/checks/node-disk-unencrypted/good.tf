resource "aws_launch_template" "encrypted" {
  name = "encrypted"
  tags = { "kubernetes.io/cluster/shop" = "owned" }

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      encrypted = true
    }
  }

  block_device_mappings {
    device_name  = "/dev/xvdb"
    virtual_name = "ephemeral0"
  }
}

resource "aws_launch_template" "no_node" {
  name = "no-node"
  block_device_mappings {
    ebs {
      encrypted = false
    }
  }
}
