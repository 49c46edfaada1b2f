variable "region" {
  type    = string
  default = "eu-west-1"
}

variable "kubernetes_version" {
  type = string
}

variable "api_access" {
  description = "Who reaches the Kubernetes API from outside."
  type = object({
    public = optional(bool, true)
    cidrs  = optional(list(string), ["198.51.100.0/24"])
  })
  default = {}
}

variable "node_groups" {
  type = map(object({
    instance_type = string
    size          = number
    imds_v1       = optional(bool, false)
    ssh_from      = optional(list(string), [])
  }))
}

variable "teams" {
  description = "Teams with an image repository of their own."
  type        = set(string)
}
