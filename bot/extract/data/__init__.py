"""Word lists that extraction reads; each file states its source in its first lines or in the script that makes it."""
