"""Closures with a sign that they came too easily, for those who look at them."""
