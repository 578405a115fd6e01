"""What every line stands on; knows no line of business."""
