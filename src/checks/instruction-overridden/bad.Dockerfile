FROM debian:13
# expect: instruction-overridden
CMD ["migrate"]
# expect: instruction-overridden
ENTRYPOINT ["/check"]
ENTRYPOINT ["/server"]
# expect: instruction-overridden
HEALTHCHECK CMD true
HEALTHCHECK NONE
CMD ["--serve"]
