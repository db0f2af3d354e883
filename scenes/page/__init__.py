"""Shared matplotlib drawing: functions of (ax, data, theme) on a sheet measured in points."""
