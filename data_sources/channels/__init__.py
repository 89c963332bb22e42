"""The channels: one file each, or a folder where a channel needs several."""
