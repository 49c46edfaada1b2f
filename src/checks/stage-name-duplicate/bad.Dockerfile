FROM golang:1.25 AS build
RUN go build -o /a ./a

# expect: stage-name-duplicate
FROM golang:1.25 AS Build
RUN go build -o /b ./b

FROM scratch
COPY --from=build /b /b
