module streamly.example/playback-api

go 1.25
