variable "name" {
  type = string
}

variable "release" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "public" {
  type = bool
}

variable "public_cidrs" {
  type = list(string)
}

variable "node_groups" {
  type = map(object({
    instance_type = string
    size          = number
    imds_v1       = optional(bool, false)
    ssh_from      = optional(list(string), [])
  }))
}

variable "tags" {
  type    = map(string)
  default = {}
}
