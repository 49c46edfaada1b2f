FROM debian:13
# expect: exposed-port-invalid
EXPOSE 80:8080
# expect: exposed-port-invalid
EXPOSE 70000
# expect: exposed-port-invalid
EXPOSE 127.0.0.1:53/udp
# expect: exposed-port-invalid
EXPOSE http
# expect: exposed-port-invalid
EXPOSE 53/icmp
