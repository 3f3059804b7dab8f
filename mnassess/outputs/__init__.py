"""What leaves the program as files: where they may lie, what they are called, who writes them."""
