package io.grantkeeper.local.cli;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.work.CompleteSweeps;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.identity.store.Revocation.Outcome;
import io.grantkeeper.local.report.Revocations;
import io.grantkeeper.local.suite.SuiteStores;
import io.grantkeeper.local.terminal.Progress;
import io.grantkeeper.revocation.RevocationRequest;
import io.grantkeeper.revocation.RevocationStep;
import io.grantkeeper.revocation.RevokeAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Takes away what an identity holds: shows what would be called and stop working, or does it.")
final class RevokeCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "ID", description = "As the inventory shows it: connection/kind/externalId.")
    private String id = "";

    @ArgGroup(multiplicity = "1")
    private Mode mode = new Mode();

    @Option(
            names = "--only",
            paramLabel = "KEY",
            description = "One grant or credential, by its key in 'show --json'; may be repeated (default: all).")
    private Set<String> keys = new LinkedHashSet<>();

    @Option(
            names = "--by",
            paramLabel = "WHO",
            defaultValue = "${sys:user.name}",
            description = "Who wants it, for the record (default: ${DEFAULT-VALUE}).")
    private String requestedBy = "";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description =
                    "How long to wait at a time where the provider's limit is used up (default: ${DEFAULT-VALUE}; 0: not"
                            + " at all).")
    private int longestWait = 90;

    private Optional<Progress> progress = Optional.empty();

    /** Exactly one of the two, so that nothing is taken away by forgetting an option. */
    static final class Mode {
        @SuppressWarnings("UnusedVariable") // that it was asked for is all that counts
        @Option(names = "--dry-run", required = true, description = "Show it; change nothing.")
        private boolean preview;

        @Option(names = "--confirm", required = true, description = "Do it, and record it.")
        private boolean confirmed;
    }

    @Override
    public Integer call() {
        if (longestWait < 0) {
            throw new IllegalArgumentException("--wait is %d, but must be 0 or more seconds".formatted(longestWait));
        }
        ConnectionsConfig config = workspace.config();
        IdentityId identity = IdentityId.parse(id);
        Connection connection = connection(config, identity);
        Connector connector = workspace
                .connectors()
                .find(connection.provider())
                .orElseThrow(() -> new IllegalArgumentException("provider '%s' of connection '%s' is not known"
                        .formatted(connection.provider(), connection.id())));
        Revoker revoker = connector
                .revoker()
                .orElseThrow(() -> new IllegalArgumentException("%s lets nothing be revoked by API"
                        .formatted(connector.profile().displayName())));
        try (SuiteStores stores = workspace.stores();
                SessionFactory sessions = new SessionFactory(
                        workspace.credentials(),
                        _ -> RateBudget.unlimited(),
                        workspace.clock(),
                        HttpOptions.standard())) {
            IdentityDossier dossier = stores.access()
                    .dossier(config.tenant(), identity)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no identity is called '%s'; see 'grantkeeper inventory'".formatted(id)));
            RevokeAccess revoke = new RevokeAccess(
                    revoker,
                    sessions.open(connector, connection),
                    stores.revocations(),
                    new CompleteSweeps(stores.sweeps())::isCompleteSince,
                    workspace.clock(),
                    this::waitFor);
            List<RevocationStep> steps = revoke.plan(dossier, keys);
            if (steps.isEmpty() && !keys.isEmpty()) {
                throw new IllegalArgumentException(
                        "'%s' holds nothing with the key %s; see 'grantkeeper show %s --json'".formatted(id, keys, id));
            }
            if (steps.isEmpty()) {
                return nothingLeft();
            }
            return mode.confirmed ? carryOut(config, revoke, steps) : preview(dossier, steps);
        }
    }

    private boolean waitFor(Duration time) {
        if (time.compareTo(Duration.ofSeconds(longestWait)) > 0) {
            return false;
        }
        long seconds = time.plusSeconds(1).minusNanos(1).toSeconds();
        progress.ifPresent(shown -> shown.waiting("the provider's limit is used up, %d s to wait".formatted(seconds)));
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** That is what was wanted, whoever did it. */
    private int nothingLeft() {
        if (output.isJson()) {
            output.json(List.of());
        } else {
            output.terminal().line("'%s' holds nothing any more: there is nothing to revoke.".formatted(id));
        }
        return 0;
    }

    private static Connection connection(ConnectionsConfig config, IdentityId identity) {
        return config.connections().stream()
                .filter(connection -> connection.id().equals(identity.connection()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no connection is called '%s'; there are %s"
                        .formatted(
                                identity.connection(),
                                config.connections().stream()
                                        .map(Connection::id)
                                        .toList())));
    }

    private int preview(IdentityDossier dossier, List<RevocationStep> steps) {
        if (output.isJson()) {
            output.json(steps.stream().map(Revocations.Preview::of).toList());
        } else {
            Revocations.print(output.terminal(), dossier, steps);
        }
        return steps.stream().allMatch(RevocationStep.Planned.class::isInstance) ? 0 : 1;
    }

    private int carryOut(ConnectionsConfig config, RevokeAccess revoke, List<RevocationStep> steps) {
        RevocationRequest request =
                new RevocationRequest(requestedBy, workspace.clock().instant());
        List<Revocation> done = new ArrayList<>();
        if (output.isJson()) {
            steps.forEach(step -> done.add(revoke.carryOut(config.tenant(), step, request)));
            output.json(done);
        } else {
            try (Progress shown = new Progress(output.terminal(), "Revoking")) {
                progress = Optional.of(shown);
                for (RevocationStep step : steps) {
                    done.add(revoke.carryOut(config.tenant(), step, request));
                    shown.update(done.size(), steps.size(), "");
                }
            }
            Revocations.print(output.terminal(), done);
        }
        return done.stream().allMatch(revocation -> revocation.outcome() == Outcome.DONE) ? 0 : 1;
    }
}
