"""What every test stands on: settings for tests, a clock that stands still, a shut network, checked pages."""
