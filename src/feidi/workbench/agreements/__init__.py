"""The texts two governments sign: drafted, checked, proposed, confirmed by both, kept for ever."""
