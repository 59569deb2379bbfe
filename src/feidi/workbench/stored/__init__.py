"""The files of a park's folder, byte for byte: what is signed, enacted and counted."""
