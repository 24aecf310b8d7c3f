"""How good and how fast squatwatch is, measured; nothing here is part of the program."""
