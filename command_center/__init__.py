"""The core of the Command Center: rules, storage, read model, services and machine interfaces; knows no screen and no channel."""
