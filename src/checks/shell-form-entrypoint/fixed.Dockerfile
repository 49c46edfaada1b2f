FROM debian:13
# expect: shell-form-entrypoint
ENTRYPOINT ["/server", "--port", "8080"]
# expect: shell-form-entrypoint
CMD exec run $ARGS && true
