"""What all pages share: the frame, the words, amounts as the field writes them."""
