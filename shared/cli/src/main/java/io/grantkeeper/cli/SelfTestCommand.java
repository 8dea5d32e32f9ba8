package io.grantkeeper.cli;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "self-test", description = "Reads one page of every stream, and names missing scopes.")
final class SelfTestCommand extends WorkspaceCommand {
    private static final Duration LOG_WINDOW = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    @Mixin
    private ConnectionSelection chosen = new ConnectionSelection();

    /**
     * The result for one stream.
     *
     * @param result {@code ok}, {@code not-offered} or the problem's code
     * @param needs the minimum scopes for reading the stream
     */
    record Check(String connection, String stream, String result, String message, Set<String> needs) {
        static Check unreachable(Connection connection, String problem) {
            return new Check(connection.id().value(), "all", "unreachable", problem, Set.of());
        }

        boolean isPassed() {
            return result.equals("ok") || isUnlicensed();
        }

        /**
         * Returns whether the provider does not offer the stream to this account. This counts as passed, because there
         * is nothing to fix.
         */
        private boolean isUnlicensed() {
            return result.equals("not-offered");
        }

        String shown() {
            return isUnlicensed() ? "not licensed here" : result;
        }
    }

    @Override
    public Integer call() {
        List<Check> checks = new ArrayList<>();
        try (ConnectionReachability reachability = new ConnectionReachability();
                SessionFactory sessions = new SessionFactory(
                        workspace().credentials(),
                        _ -> RateBudget.unlimited(),
                        workspace().clock(),
                        ProviderHttpOptions.standard())) {
            ConnectionsConfig config = workspace().config();
            for (Connection connection : chosen.of(config)) {
                workspace()
                        .connectors()
                        .find(connection.provider())
                        .ifPresent(connector -> reachability
                                .problem(connector, connection)
                                .ifPresentOrElse(
                                        problem -> checks.add(Check.unreachable(connection, problem)),
                                        () -> checks.addAll(
                                                check(connection, connector, sessions.open(connector, connection)))));
            }
        }
        output().print(checks, terminal -> {
            TextTable table = new TextTable("connection", "stream", "result", "needs")
                    .withIdsIn(0, 1, 3)
                    .orIfEmpty("No connections.");
            checks.forEach(check ->
                    table.row(check.connection(), check.stream(), check.shown(), String.join(", ", check.needs())));
            table.print(terminal);
            printProblems(terminal, checks);
        });
        return checks.stream().allMatch(Check::isPassed) ? 0 : 1;
    }

    /** Prints each problem once, with the streams that have it. */
    private static void printProblems(TerminalOutput terminal, List<Check> checks) {
        Map<String, List<String>> streams = new LinkedHashMap<>();
        checks.stream()
                .filter(check -> !check.message().isEmpty())
                .forEach(check -> streams.computeIfAbsent(
                                check.connection() + "\n" + check.message(), _ -> new ArrayList<>())
                        .add(check.stream()));
        streams.forEach((problem, names) -> {
            String[] parts = problem.split("\n", 2);
            terminal.line("%s, %s: %s".formatted(parts[0], String.join(", ", names), parts[1]));
        });
    }

    private List<Check> check(Connection connection, Connector connector, ProviderSession session) {
        List<Check> checks = new ArrayList<>();
        for (AccessStream stream : connector.streams()) {
            Optional<ConnectorProblem> problem =
                    problem(stream, session).flatMap(first -> again(first, stream, session));
            checks.add(new Check(
                    connection.id().value(),
                    stream.id().value(),
                    problem.map(ConnectorProblem::code).orElse("ok"),
                    problem.map(ConnectorProblem::message).orElse(""),
                    new TreeSet<>(stream.requiredScopes())));
        }
        return checks;
    }

    /**
     * Reads a stream again if a short rate limit prevented it. Streams of one provider can share a limit, such as one
     * request per second, so an exhausted limit says nothing about permissions.
     */
    private Optional<ConnectorProblem> again(ConnectorProblem first, AccessStream stream, ProviderSession session) {
        if (first instanceof ConnectorProblem.RateLimited(Duration retryAfter, var _)
                && retryAfter.compareTo(LONGEST_WAIT) <= 0) {
            try {
                Thread.sleep(retryAfter);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return Optional.of(first);
            }
            return problem(stream, session);
        }
        return Optional.of(first);
    }

    private Optional<ConnectorProblem> problem(AccessStream stream, ProviderSession session) {
        try {
            List<Partition> partitions = stream.partitions(session, Set.of());
            if (!partitions.isEmpty()) {
                Partition first = partitions.getFirst();
                Instant now = workspace().clock().instant();
                Partition bounded = stream.kind() == StreamKind.LOG
                        ? new LogWindow(Optional.of(now.minus(LOG_WINDOW)), now).addTo(first)
                        : first;
                stream.read(session, bounded, PartitionCursor.start());
            }
            return Optional.empty();
        } catch (ConnectorException e) {
            return Optional.of(e.problem());
        }
    }
}
