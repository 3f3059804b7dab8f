"""What lies in the evidence folder: the register, its files as text, passages. Knows no report."""
