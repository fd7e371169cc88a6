"""What is true of German."""
