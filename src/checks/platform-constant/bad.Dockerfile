# expect: platform-constant
FROM --platform=linux/amd64 golang:1.25 AS build
RUN go build -o /app .

FROM alpine:3.22
