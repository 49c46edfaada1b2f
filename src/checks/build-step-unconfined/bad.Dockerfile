FROM debian:13
# expect: build-step-unconfined
RUN --security=insecure mount -t tmpfs none /mnt
# expect: build-step-unconfined
RUN --mount=type=cache,target=/x --network=host npm ci
