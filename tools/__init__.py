"""What `./run` does in a checkout: set up, try out, test, check, measure. Nothing here is part of the product."""
