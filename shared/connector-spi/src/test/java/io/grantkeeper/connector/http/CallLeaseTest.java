package io.grantkeeper.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests leases for providers whose calls differ in cost: Microsoft Graph counts every request in a batch. */
class CallLeaseTest {
    private static final RateLimit UNITS = new RateLimit("units", 8_000, Duration.ofSeconds(10));

    private final List<Integer> wanted = new ArrayList<>();
    private int available = 8_000;
    private final CallLease calls = new CallLease(
            new RateBudget() {
                @Override
                public Lease lease(RateLimit limit, int units) {
                    wanted.add(units);
                    if (units > available) {
                        return new Lease(0, Duration.ofSeconds(3));
                    }
                    available -= units;
                    return new Lease(units, Duration.ZERO);
                }

                @Override
                public void block(RateLimit limit, Instant until) {}
            },
            Clock.fixed(Instant.parse("2026-03-02T08:00:00Z"), ZoneOffset.UTC),
            25);

    @Test
    void usesRemainingUnitsBeforeLeasingMore() throws ConnectorException {
        calls.take(UNITS, 20);
        calls.take(UNITS, 20);
        calls.take(UNITS, 5);
        assertThat(wanted).as("15 of the last 40 units are left").containsExactly(20, 40);
        calls.take(UNITS, 20);
        assertThat(wanted).containsExactly(20, 40, 80);
        calls.take(UNITS, 75);
        assertThat(wanted).as("15 + 80 units cover calls of 20 and 75").hasSize(3);
    }

    @Test
    void startsWithLeaseForOneCallOrThousandthOfLimit() throws ConnectorException {
        calls.take(UNITS, 3);
        assertThat(wanted).containsExactly(8);
        calls.take(new RateLimit("tokens", 120, Duration.ofMinutes(1)), 1);
        assertThat(wanted).containsExactly(8, 1);
    }

    @Test
    void rejectsCallThatCostsMoreThanAvailableUnits() {
        available = 15;
        assertThatThrownBy(() -> calls.take(UNITS, 20))
                .isInstanceOf(ConnectorException.class)
                .hasMessageContaining("units");
    }
}
