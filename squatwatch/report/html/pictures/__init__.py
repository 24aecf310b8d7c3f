"""The pictures of the page, one module each; beside every one stands what it shows, in words."""
