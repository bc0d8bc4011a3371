"""What can be put together for somebody who asks by law, by noun."""
