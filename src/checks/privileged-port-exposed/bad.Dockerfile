FROM nginx:1.29
# expect: privileged-port-exposed
EXPOSE 80
# expect: privileged-port-exposed
EXPOSE 8080 443/tcp
