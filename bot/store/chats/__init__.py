"""What chats asked for, were sent and keep."""
