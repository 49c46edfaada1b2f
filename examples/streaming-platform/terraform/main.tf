terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "~> 2.38"
    }
  }
}

provider "aws" {
  region = var.region
}

locals {
  name = "streamly"
  tags = { platform = local.name, owner = "platform-team" }
}

data "aws_vpc" "main" {
  tags = { Name = local.name }
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }
}

module "cluster" {
  source = "./modules/cluster"

  name         = local.name
  release      = var.kubernetes_version
  subnet_ids   = data.aws_subnets.private.ids
  public       = var.api_access.public
  public_cidrs = var.api_access.cidrs
  node_groups  = var.node_groups
  tags         = local.tags
}
