package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.owners.alerts.ControlAlerts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** A command about withheld alerts. */
abstract class AlertsActionCommand extends StoresCommand {
    /** Runs the command and returns the exit code. */
    abstract int run(TenantId tenant, LocalSuiteStores stores);

    @Override
    final int run(ConnectionsConfig config, LocalSuiteStores stores) {
        return run(config.tenant(), stores);
    }

    ControlAlerts controls(LocalSuiteStores stores) {
        return new ControlAlerts(
                stores.withheldAlerts(),
                stores.entries(),
                stores.saltStore(),
                workspace().clock());
    }

    Instant now() {
        return workspace().clock().instant();
    }

    /** Returns the start of a day in UTC, which must be in the future. */
    Instant until(String date) {
        Instant until;
        try {
            until = LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("--until must be a date such as 2027-01-31, not '%s'".formatted(date));
        }
        if (!until.isAfter(now())) {
            throw new IllegalArgumentException("--until must be a day in the future, not %s".formatted(date));
        }
        return until;
    }
}
