FROM node:24 AS build
# expect: secret-file-copied
COPY .env .npmrc /src/
# expect: secret-file-copied
COPY --chown=node:node ["package.json", "deploy/id_rsa", "/src/"]

FROM debian:13
# expect: secret-file-copied
ADD ./config/kubeconfig /root/.kube/config
# expect: secret-file-copied
COPY --from=build /root/.aws/credentials /root/.aws/credentials
# expect: secret-file-copied
COPY server.key /etc/ssl/
# expect: secret-file-copied
COPY terraform.tfstate.backup /state/
