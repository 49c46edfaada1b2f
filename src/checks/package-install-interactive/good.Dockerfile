FROM debian:13
RUN apt-get -y install curl && apt-get install -qqy git && apt-get install --assume-yes vim
RUN apt-get -qq install curl
RUN yum install -y git && microdnf -y install git
RUN zypper --non-interactive install git && zypper -n in git
RUN apk add curl
RUN echo "apt-get install curl"
