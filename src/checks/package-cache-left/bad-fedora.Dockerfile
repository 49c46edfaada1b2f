FROM fedora:43
# expect: package-cache-left
RUN dnf -y install git
