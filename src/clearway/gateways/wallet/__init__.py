"""The wallet's protocols: documents for devices by OpenID4VCI, questions for them by OpenID4VP."""
