FROM golang:1.25 AS build
# expect: stage-reference-unknown
COPY --from=build /a /b
# expect: stage-reference-unknown
COPY --from=final /etc/passwd /etc/passwd

FROM alpine:3.22 AS final
# expect: stage-reference-unknown
COPY --from=biuld /app /app
# expect: stage-reference-unknown
COPY --from=1 /app /app
# expect: stage-reference-unknown
RUN --mount=type=bind,from=tools,target=/tools /tools/check
