package io.grantkeeper.reports;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.CoverageGap;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.identity.store.SweepStatus;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.reports.terminal.Terminal;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How current the data of each stream of a connection is, and the provider's coverage gaps.
 *
 * @param paused why the connection is currently not swept; empty if it is swept
 */
public record CoverageReport(
        String connection,
        String provider,
        Optional<StreamProblem> paused,
        List<Stream> streams,
        List<CoverageGap> gaps) {
    /** The code of {@link io.grantkeeper.connector.ConnectorProblem.NotOffered}. */
    private static final String NOT_OFFERED = "not-offered";

    public CoverageReport {
        streams = List.copyOf(streams);
        gaps = List.copyOf(gaps);
    }

    /**
     * One stream.
     *
     * @param partitions how many of the stream's partitions are known so far
     * @param rows the number of rows in the last complete reads of the partitions
     * @param awaiting the number of rows that were missing from the last complete reads, although these reads do not
     *     prove that the rows were removed; the rows stay live until a direct read or another complete read confirms
     *     their removal
     * @param freshAsOf when the partition whose data is oldest was last read completely; empty if any partition was
     *     never read completely
     */
    public record Stream(
            String id,
            String title,
            int partitions,
            int rows,
            int awaiting,
            Optional<Instant> freshAsOf,
            Optional<StreamProblem> problem) {}

    public static CoverageReport of(Connection connection, Connector connector, SweepStore sweeps) {
        SweepStatus sweep = sweeps.state(connection.tenant(), connection.id());
        List<PartitionStatus> partitions = sweep.partitions();
        ConnectionStatus state = sweep.connection();
        List<Stream> streams = new ArrayList<>();
        for (AccessStream stream : connector.streams()) {
            List<PartitionStatus> own = partitions.stream()
                    .filter(partition -> partition.ref().stream().equals(stream.id()))
                    .toList();
            boolean complete = !own.isEmpty()
                    && own.stream()
                            .allMatch(partition -> partition.completedAt().isPresent());
            streams.add(new Stream(
                    stream.id().value(),
                    stream.title(),
                    own.size(),
                    own.stream().mapToInt(PartitionStatus::rows).sum(),
                    own.stream().mapToInt(PartitionStatus::awaitingRows).sum(),
                    complete
                            ? own.stream()
                                    .map(partition -> partition.completedAt().orElseThrow())
                                    .min(Comparator.naturalOrder())
                            : Optional.empty(),
                    own.stream()
                            .flatMap(partition -> partition.problem().stream())
                            .findFirst()));
        }
        return new CoverageReport(
                connection.id().value(),
                connector.definition().displayName(),
                state.paused(),
                streams,
                connector.definition().gaps());
    }

    public void print(Terminal terminal, Instant now) {
        terminal.line(
                terminal.bold(connection + " (" + provider + ")"),
                paused.map(problem -> ": paused, " + problem.message()).orElse(""));
        TextTable table = new TextTable("stream", "rows", "awaiting confirmation", "fresh as of", "problem")
                .orIfEmpty("No streams.");
        for (Stream stream : streams) {
            table.row(
                    stream.title(),
                    String.valueOf(stream.rows()),
                    stream.awaiting() == 0 ? "" : String.valueOf(stream.awaiting()),
                    stream.freshAsOf()
                            .map(instant -> DisplayNames.ago(instant, now))
                            .orElse(notFresh(stream)),
                    stream.problem()
                            .filter(problem -> !isUnlicensed(stream))
                            .map(problem -> problem.code() + ": " + problem.message())
                            .orElse(""));
        }
        table.print(terminal);
        printUnlicensed(terminal);
        terminal.line("Coverage gaps of the provider:");
        gaps.forEach(gap -> terminal.line("  - %s: %s%s"
                .formatted(
                        gap.subject(), gap.reason(), gap.workaround().isEmpty() ? "" : " (" + gap.workaround() + ")")));
        terminal.line("");
    }

    /**
     * Prints the streams that the provider does not offer to this account. They are listed separately from the
     * problems, because nobody has to fix them.
     */
    private void printUnlicensed(Terminal terminal) {
        List<Stream> unlicensed =
                streams.stream().filter(CoverageReport::isUnlicensed).toList();
        if (!unlicensed.isEmpty()) {
            terminal.line("Not licensed here:");
            unlicensed.forEach(stream -> terminal.line("  - %s: %s"
                    .formatted(
                            stream.title(),
                            stream.problem().map(StreamProblem::message).orElse(""))));
        }
    }

    private static String notFresh(Stream stream) {
        if (isUnlicensed(stream)) {
            return "not licensed here";
        }
        return stream.partitions() == 0 ? "never read" : "incomplete";
    }

    /** Returns whether the provider does not offer the stream to this account, so that there is nothing to read. */
    private static boolean isUnlicensed(Stream stream) {
        return stream.problem()
                .filter(problem -> problem.code().equals(NOT_OFFERED))
                .isPresent();
    }
}
