"""The numbered migrations: one SQL file a step, never changed once released."""
