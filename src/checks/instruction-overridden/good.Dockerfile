FROM debian:13 AS a
CMD ["a"]
FROM a
CMD ["b"]
ONBUILD CMD ["c"]
ENTRYPOINT ["/b"]
