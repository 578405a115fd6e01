"""
Backup and restore (备份与恢复): one encrypted file with the database as it was at one moment, and all files beside it.

Rooms in order: `sealing` (bytes), `archive` (members), `contents` (what a data folder holds), `databases` (SQLite, PostgreSQL),
`making`, `restoring`. Why it is so: docs/adr/0027.
"""
