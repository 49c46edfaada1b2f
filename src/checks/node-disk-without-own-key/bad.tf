resource "google_container_node_pool" "plain" {
  cluster = "shop"
  node_config { # expect: node-disk-without-own-key
    machine_type = "e2-standard-4"
  }
}

resource "azurerm_kubernetes_cluster" "plain" { # expect: node-disk-without-own-key
  name = "plain"
}
