"""What the templates of investment use."""
