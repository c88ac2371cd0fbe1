"""The six views of the dashboard, one file each."""
