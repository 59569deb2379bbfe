"""The pages of firms, visits and chambers."""
