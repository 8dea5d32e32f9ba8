package io.grantkeeper.local.report;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.CoverageGap;
import io.grantkeeper.identity.store.ConnectionState;
import io.grantkeeper.identity.store.PartitionState;
import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.identity.store.SweepState;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How fresh each stream of a connection is, and what the provider cannot show.
 *
 * @param paused why the connection is not swept for now
 */
public record Coverage(
        String connection,
        String provider,
        Optional<StreamProblem> paused,
        List<Stream> streams,
        List<CoverageGap> gaps) {
    public Coverage {
        streams = List.copyOf(streams);
        gaps = List.copyOf(gaps);
    }

    /**
     * One stream.
     *
     * @param partitions how many parts it has been split into so far
     * @param rows how many rows the last complete reads held
     * @param freshAsOf when its stalest part was last read to its end; empty where one never was
     */
    public record Stream(
            String id,
            String title,
            int partitions,
            int rows,
            Optional<Instant> freshAsOf,
            Optional<StreamProblem> problem) {}

    public static Coverage of(Connection connection, Connector connector, SweepStore sweeps) {
        SweepState sweep = sweeps.state(connection.tenant(), connection.id());
        List<PartitionState> partitions = sweep.partitions();
        ConnectionState state = sweep.connection();
        List<Stream> streams = new ArrayList<>();
        for (AccessStream stream : connector.streams()) {
            List<PartitionState> own = partitions.stream()
                    .filter(partition -> partition.ref().stream().equals(stream.id()))
                    .toList();
            boolean complete = !own.isEmpty()
                    && own.stream()
                            .allMatch(partition -> partition.completedAt().isPresent());
            streams.add(new Stream(
                    stream.id().value(),
                    stream.title(),
                    own.size(),
                    own.stream().mapToInt(PartitionState::rows).sum(),
                    complete
                            ? own.stream()
                                    .map(partition -> partition.completedAt().orElseThrow())
                                    .min(Comparator.naturalOrder())
                            : Optional.empty(),
                    own.stream()
                            .flatMap(partition -> partition.problem().stream())
                            .findFirst()));
        }
        return new Coverage(
                connection.id().value(),
                connector.profile().displayName(),
                state.paused(),
                streams,
                connector.profile().gaps());
    }

    public void print(Terminal terminal, Instant now) {
        terminal.line(terminal.bold(connection + " (" + provider + ")")
                + paused.map(problem -> ": paused, " + problem.message()).orElse(""));
        TextTable table = new TextTable("stream", "rows", "fresh as of", "problem");
        for (Stream stream : streams) {
            table.row(
                    stream.title(),
                    String.valueOf(stream.rows()),
                    stream.freshAsOf()
                            .map(instant -> Words.ago(instant, now))
                            .orElse(stream.partitions() == 0 ? "never read" : "not complete yet"),
                    stream.problem()
                            .map(problem -> problem.code() + ": " + problem.message())
                            .orElse(""));
        }
        table.print(terminal);
        terminal.line("What the provider cannot show:");
        gaps.forEach(gap -> terminal.line("  - %s: %s%s"
                .formatted(
                        gap.subject(), gap.reason(), gap.workaround().isEmpty() ? "" : " (" + gap.workaround() + ")")));
        terminal.line("");
    }
}
