"""The pages: of people about their own data, and of privacy officers."""
