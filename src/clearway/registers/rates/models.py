"""Published rates of exchange, one a currency and day; a published rate is never changed."""

from django.db import models


class ExchangeRate(models.Model):
    """One unit of the currency in the country's own, valid from the day until the next one is published."""

    currency = models.CharField(max_length=3)
    day = models.DateField()
    rate = models.DecimalField(max_digits=24, decimal_places=10)
    source = models.TextField()

    class Meta:
        """One rate a currency and day, above zero."""

        db_table = "rates_exchange_rate"
        constraints = (
            models.UniqueConstraint(fields=("currency", "day"), name="rates_one_rate_a_day"),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="rates_above_zero"),
        )

    def __str__(self) -> str:
        return f"{self.currency} {self.day.isoformat()} {self.rate}"
