"""The core of the Command Center: rules, storage, read model, intake, casework and machine interfaces; knows no screen and no channel."""
