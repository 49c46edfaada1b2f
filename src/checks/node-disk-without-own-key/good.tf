resource "google_container_node_pool" "own_key" {
  cluster = "shop"
  node_config {
    boot_disk_kms_key = "projects/p/locations/eu/keyRings/r/cryptoKeys/boot"
  }
}

resource "azurerm_disk_encryption_set" "own_key" {}

resource "azurerm_kubernetes_cluster" "own_key" {
  name                   = "own-key"
  disk_encryption_set_id = azurerm_disk_encryption_set.own_key.id
}
