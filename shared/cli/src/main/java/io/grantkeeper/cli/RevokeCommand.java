package io.grantkeeper.cli;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.work.SweepCompletion;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.RevocationAttempt.Outcome;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.owners.revocation.RevocationRequest;
import io.grantkeeper.owners.revocation.RevocationStep;
import io.grantkeeper.owners.revocation.RevokeAccess;
import io.grantkeeper.reports.RevocationReport;
import io.grantkeeper.reports.terminal.ProgressLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "revoke", description = "Revokes an identity's access, or shows the calls and what would stop working.")
final class RevokeCommand extends WorkspaceCommand {
    @Parameters(
            paramLabel = "ID",
            description = "The identity's id, as shown by 'inventory': connection/kind/externalId.")
    private String id = "";

    @ArgGroup(multiplicity = "1")
    private Mode mode = new Mode();

    @Option(
            names = "--only",
            paramLabel = "KEY",
            description = "One grant or credential, by its key in 'show --json'; can be repeated (default: all).")
    private Set<String> keys = new LinkedHashSet<>();

    @Mixin
    private RequesterOption by = new RequesterOption();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description =
                    "Maximum seconds to wait each time the provider's rate limit is exhausted (default: ${DEFAULT-VALUE}; 0: no"
                            + " waiting).")
    private int longestWait = 90;

    private Optional<ProgressLine> progress = Optional.empty();

    /**
     * The mode of the command: a dry run or the revocation. Exactly one of the two options is required, so that
     * omitting an option never revokes anything.
     */
    static final class Mode {
        @SuppressWarnings("UnusedVariable") // picocli only needs to know that the option was given
        @Option(names = "--dry-run", required = true, description = "Show the plan; change nothing.")
        private boolean preview;

        @Option(names = "--confirm", required = true, description = "Revoke the access, and record it.")
        private boolean confirmed;
    }

    @Override
    public Integer call() {
        if (longestWait < 0) {
            throw new IllegalArgumentException("--wait is %d, but must be 0 or more seconds".formatted(longestWait));
        }
        ConnectionsConfig config = workspace().config();
        IdentityId identity = IdentityId.parse(id);
        Connection connection = connection(config, identity);
        Connector connector = workspace()
                .connectors()
                .find(connection.provider())
                .orElseThrow(() -> new IllegalArgumentException("provider '%s' of connection '%s' is unknown"
                        .formatted(connection.provider(), connection.id())));
        Revoker revoker = connector
                .revoker()
                .orElseThrow(() -> new IllegalArgumentException("%s does not support revocation by API"
                        .formatted(connector.definition().displayName())));
        try (LocalSuiteStores stores = workspace().stores();
                SessionFactory sessions = new SessionFactory(
                        workspace().credentials(),
                        _ -> RateBudget.unlimited(),
                        workspace().clock(),
                        ProviderHttpOptions.standard())) {
            IdentityRecord identityRecord = stores.access()
                    .identityRecord(config.tenant(), identity)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "identity '%s' not found; see 'grantkeeper inventory'".formatted(id)));
            RevokeAccess revoke = new RevokeAccess(
                    revoker,
                    sessions.open(connector, connection),
                    stores.revocations(),
                    new SweepCompletion(stores.sweeps())::isCompleteSince,
                    workspace().clock(),
                    this::waitFor);
            List<RevocationStep> steps = revoke.plan(identityRecord, keys);
            if (steps.isEmpty() && !keys.isEmpty()) {
                throw new IllegalArgumentException(
                        "'%s' has no grant or credential with key %s; see 'grantkeeper show %s --json'"
                                .formatted(id, keys, id));
            }
            if (steps.isEmpty()) {
                return reportNothingToRevoke();
            }
            return mode.confirmed ? carryOut(config, revoke, steps) : preview(identityRecord, steps);
        }
    }

    private boolean waitFor(Duration time) {
        if (time.compareTo(Duration.ofSeconds(longestWait)) > 0) {
            return false;
        }
        long seconds = time.plusSeconds(1).minusNanos(1).toSeconds();
        progress.ifPresent(shown -> shown.waiting("provider rate limit exhausted, waiting %d s".formatted(seconds)));
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Reports that nothing is left to revoke. The command then succeeds, because the access no longer exists, no matter
     * who removed it.
     */
    private int reportNothingToRevoke() {
        output().print(List.of(), terminal -> {
            terminal.line("'%s' no longer has any access; there is nothing to revoke.".formatted(id));
        });
        return 0;
    }

    private static Connection connection(ConnectionsConfig config, IdentityId identity) {
        return config.connections().stream()
                .filter(connection -> connection.id().equals(identity.connection()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("connection '%s' is not configured; use one of %s"
                        .formatted(
                                identity.connection(),
                                config.connections().stream()
                                        .map(Connection::id)
                                        .toList())));
    }

    private int preview(IdentityRecord identityRecord, List<RevocationStep> steps) {
        output().print(
                        steps.stream().map(RevocationReport.Preview::of).toList(),
                        terminal -> RevocationReport.print(terminal, identityRecord, steps));
        return steps.stream().allMatch(RevocationStep.Planned.class::isInstance) ? 0 : 1;
    }

    private int carryOut(ConnectionsConfig config, RevokeAccess revoke, List<RevocationStep> steps) {
        RevocationRequest request =
                new RevocationRequest(by.requester(), workspace().clock().instant());
        List<RevocationAttempt> done = new ArrayList<>();
        if (output().isJson()) {
            steps.forEach(step -> done.add(revoke.carryOut(config.tenant(), step, request)));
            output().json(done);
        } else {
            try (ProgressLine shown = new ProgressLine(output().terminal(), "Revoking")) {
                progress = Optional.of(shown);
                for (RevocationStep step : steps) {
                    done.add(revoke.carryOut(config.tenant(), step, request));
                    shown.update(done.size(), steps.size(), "");
                }
            }
            RevocationReport.print(output().terminal(), done);
        }
        return done.stream().allMatch(revocation -> revocation.outcome() == Outcome.DONE) ? 0 : 1;
    }
}
