"""What commands ask of the archive."""
