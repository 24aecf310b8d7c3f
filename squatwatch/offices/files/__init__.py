"""Where the bytes of office files come from: files, folders, archives within archives."""
