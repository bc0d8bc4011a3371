"""How pages are made: components, the forms bridge, the base page, and what every view uses. No tables.

Doors: `pages.page`, `pages.bind`, `pages.attempt` for views; `access.public` for views without sign-in;
`site.Door` for an area that wants to be found from the home page and the header.
"""
