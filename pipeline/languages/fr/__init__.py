"""What is true of French."""
