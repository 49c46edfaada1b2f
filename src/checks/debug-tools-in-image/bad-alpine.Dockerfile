FROM alpine:3.22
# expect: debug-tools-in-image
RUN apk add --no-cache nmap
