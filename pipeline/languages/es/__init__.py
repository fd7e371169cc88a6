"""What is true of Spanish."""
