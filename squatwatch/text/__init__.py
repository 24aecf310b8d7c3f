"""What a text is before it is compared: normalised, in letters, folded by sound or by character."""
