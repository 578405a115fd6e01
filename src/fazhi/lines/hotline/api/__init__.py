"""The hotline for other systems (热线的系统接口): what the switch tells while the day is under way."""
