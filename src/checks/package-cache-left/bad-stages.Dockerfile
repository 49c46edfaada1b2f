FROM alpine:3.22 AS base
# expect: package-cache-left
RUN apk add curl

FROM base
RUN <<EOF
# expect: package-cache-left
python3 -m pip install flask==3.1.0
EOF
