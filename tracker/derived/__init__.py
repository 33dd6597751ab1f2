"""What follows from what is recorded: pure functions over plain data, and the tables filled from them."""
