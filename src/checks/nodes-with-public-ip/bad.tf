resource "google_container_cluster" "by_default" { # expect: nodes-with-public-ip
  name = "by-default"
}

resource "google_container_cluster" "off" {
  name = "off"
  private_cluster_config {
    enable_private_nodes = false # expect: nodes-with-public-ip
  }
}

resource "google_container_node_pool" "public" {
  cluster = "elsewhere"
  network_config {
    enable_private_nodes = false # expect: nodes-with-public-ip
  }
}

resource "azurerm_kubernetes_cluster" "public" {
  name = "public"
  default_node_pool {
    name                   = "system"
    node_public_ip_enabled = true # expect: nodes-with-public-ip
  }
}

resource "azurerm_kubernetes_cluster_node_pool" "older_provider" {
  name                  = "web"
  enable_node_public_ip = true # expect: nodes-with-public-ip
}

resource "aws_subnet" "public" {
  vpc_id                  = "vpc-1"
  map_public_ip_on_launch = true
}

resource "aws_launch_template" "public" {
  name = "public"
  network_interfaces {
    associate_public_ip_address = true # expect: nodes-with-public-ip
  }
}

resource "aws_eks_node_group" "public" {
  cluster_name = "shop"
  subnet_ids   = [aws_subnet.public.id] # expect: nodes-with-public-ip
  launch_template {
    id      = aws_launch_template.public.id
    version = "1"
  }
}
