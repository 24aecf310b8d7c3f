"""What people and programs read: one file for each output format."""
