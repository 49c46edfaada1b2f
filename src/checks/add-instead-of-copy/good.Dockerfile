FROM node:24
COPY . /src
ADD rootfs.tar.xz /
ADD ${ARCHIVE} /
ADD vendor-*.tgz /opt/
ADD https://example.com/x /x
ADD git@github.com:acme/tool.git /tool
ADD <<EOF /etc/motd
hello
EOF
