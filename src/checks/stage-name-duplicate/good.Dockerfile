FROM golang:1.25 AS build-a
FROM golang:1.25 AS build-b
FROM scratch
FROM scratch
