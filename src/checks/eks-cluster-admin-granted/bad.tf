resource "aws_eks_access_policy_association" "admin" {
  cluster_name  = "shop"
  principal_arn = "arn:aws:iam::111122223333:role/developers"
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy" # expect: eks-cluster-admin-granted
  access_scope {
    type = "cluster"
  }
}
