require 'socket'

server = TCPServer.new(8000)
loop { server.accept.tap { |client| client.puts 'ok' }.close }
