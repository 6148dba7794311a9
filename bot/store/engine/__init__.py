"""The database itself: opened, locked, asked within a time; what SQLite and PostgreSQL do differently."""
