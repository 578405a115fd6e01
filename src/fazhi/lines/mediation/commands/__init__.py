"""What mediation can do on the console; one module for each subject, each with its COMMANDS."""
