"""Music for the session: playlists, and a player whose engine runs in a process of its own."""
