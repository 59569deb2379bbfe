"""What templates of coordination ask for."""
