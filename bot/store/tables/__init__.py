"""The tables as they are now, and how values lie in their columns."""
