"""The kernel room `organisations`: bodies, offices, officials, posts, roles: who may do what, and who sees what."""
