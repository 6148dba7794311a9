"""What reading documents puts into the archive, and what it keeps of files, feeds and former versions."""
