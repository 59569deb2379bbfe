"""One clause kind a file: fields and labels, checks, effect, the sentence read back."""
