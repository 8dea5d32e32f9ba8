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
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A command about withheld alerts. */
abstract class AlertsActionCommand extends ServerCapableCommand {
    @Spec
    private @Nullable CommandSpec spec;

    /** Runs the command and returns the exit code. */
    abstract int run(TenantId tenant, LocalSuiteStores stores);

    /**
     * Makes a decision about alerts: through the API if a server has the data, otherwise in the stores. The server records
     * its own caller and time.
     *
     * @param operation the path of the API's operation
     * @param body the body of the request
     * @param direct makes the decision in the stores
     * @throws IllegalArgumentException if {@code --by} names another person than the server's caller
     */
    AlertControls decided(
            TenantId tenant,
            LocalSuiteStores stores,
            String operation,
            ObjectNode body,
            Supplier<AlertControls> direct) {
        if (!(stores instanceof ConsoleApiStores server)) {
            return direct.get();
        }
        requireCallerOfServer();
        var _ = server.client().post(operation, body);
        return server.withheldAlerts().controls(tenant);
    }

    /** Refuses {@code --by}, because a server records its own caller. */
    void requireCallerOfServer() {
        if (Objects.requireNonNull(spec).commandLine().getParseResult().hasMatchedOption("--by")) {
            throw new IllegalArgumentException(
                    "--by works only with a data folder that no suite uses; leave it out: the server records whose API key it is");
        }
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
