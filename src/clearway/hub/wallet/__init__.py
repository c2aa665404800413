"""The wallet: documents that a person asks for, holds, and sends to whom they choose."""
