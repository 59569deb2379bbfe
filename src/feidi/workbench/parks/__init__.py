"""The parks and the governments that share them."""
