"""What the bureau does, one folder per line of business."""
