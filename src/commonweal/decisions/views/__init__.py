"""The area's pages: the public register, and the desk."""
