"""Who may sign in: accounts of officials, their passwords and second factor. What they may do hangs on their posts."""
