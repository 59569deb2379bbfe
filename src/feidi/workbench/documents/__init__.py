"""Files attached to anything: checked by content, kept by fingerprint, given out as downloads."""
