FROM debian:13
# expect: password-set-in-build
RUN echo 'root:example' | chpasswd
# expect: password-set-in-build
RUN useradd -m -p '$6$fake' app
# expect: password-set-in-build
RUN printf 'a\na\n' | passwd root
# expect: password-set-in-build
RUN usermod --password=example app
