resource "aws_eks_cluster" "shop" {
  name = "shop"
}

resource "aws_security_group" "nodes" {
  name = "nodes"
  ingress { # expect: firewall-open-to-internet
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_security_group_ingress_rule" "everything" { # expect: firewall-open-to-internet
  security_group_id = aws_security_group.nodes.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "google_container_cluster" "shop" {
  name = "shop"
}

resource "google_compute_firewall" "kubelet" {
  name          = "kubelet"
  network       = "shop"
  source_ranges = ["0.0.0.0/0"]
  allow { # expect: firewall-open-to-internet
    protocol = "tcp"
    ports    = ["80", "10250-10255"]
  }
}

resource "azurerm_kubernetes_cluster" "shop" {
  name = "shop"
}

resource "azurerm_network_security_rule" "ssh" { # expect: firewall-open-to-internet
  name                       = "ssh"
  direction                  = "Inbound"
  access                     = "Allow"
  protocol                   = "Tcp"
  source_address_prefix      = "Internet"
  destination_port_range     = "22"
  destination_address_prefix = "*"
}
