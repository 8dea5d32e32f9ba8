package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.owners.alerts.ControlAlerts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A command about withheld alerts. */
abstract class AlertsActionCommand extends ServerCapableCommand {
    /** Runs the command and returns the exit code. */
    abstract int run(TenantId tenant, LocalSuiteStores stores);

    /**
     * Makes a decision about alerts: through the API if a server has the data, otherwise in the stores. The server records
     * its own caller and time.
     *
     * @param operation the path of the API's operation
     * @param body the body of the request
     * @param direct makes the decision in the stores
     */
    static AlertControls decided(
            TenantId tenant,
            LocalSuiteStores stores,
            String operation,
            ObjectNode body,
            Supplier<AlertControls> direct) {
        if (!(stores instanceof ConsoleApiStores server)) {
            return direct.get();
        }
        var _ = server.client().post(operation, body);
        return server.withheldAlerts().controls(tenant);
    }

    static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }

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
