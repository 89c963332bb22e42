"""The intake wing: transports fetch or listen, channels turn what came into the core's own words."""
