"""Tables brought in: shown first, refused with located problems, stored whole or not at all."""
