"""Two ways from receipts to cells, with the same answer: SQL for everything, a scan for speed."""
