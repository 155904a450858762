"""The music engine: everything that runs in the player's own process."""
