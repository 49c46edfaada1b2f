kubernetes_version = "1.35"

api_access = {
  cidrs = ["198.51.100.0/24", "0.0.0.0/0"]
}

node_groups = {
  general = {
    instance_type = "m7i.2xlarge"
    size          = 12
  }
  encoders = {
    instance_type = "c7i.8xlarge"
    size          = 6
    imds_v1       = true
  }
}

teams = ["ads", "catalogue", "media", "payments"]
