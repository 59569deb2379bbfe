"""What people are told inside the site; nothing leaves it."""
