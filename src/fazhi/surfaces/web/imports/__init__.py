"""The desk's imports (导入台账): files dropped, previewed, confirmed, watched, corrected, looked up and taken back."""
