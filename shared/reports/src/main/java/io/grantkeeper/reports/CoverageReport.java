package io.grantkeeper.reports;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.CoverageGap;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.digest.RowDigest;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.store.SweepStatus;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A report on how current the data of each stream of a connection is, and on the provider's coverage gaps.
 *
 * @param paused why the connection is currently not swept; empty if it is not paused
 * @param registration how quickly new identities were registered; empty if the report was made without the inventory
 */
public record CoverageReport(
        String connection,
        String provider,
        Optional<StaleStreamReason> paused,
        List<Stream> streams,
        List<CoverageGap> gaps,
        Optional<RegistrationServiceLevel> registration) {
    /** The code of {@link io.grantkeeper.connector.ConnectorProblem.NotOffered}. */
    private static final String NOT_OFFERED = "not-offered";

    /** The maximum number of rows awaiting confirmation that are listed for each stream. */
    private static final int MAX_AWAITING = 20;

    /** Creates a report that does not state how quickly new identities were registered. */
    public CoverageReport(
            String connection,
            String provider,
            Optional<StaleStreamReason> paused,
            List<Stream> streams,
            List<CoverageGap> gaps) {
        this(connection, provider, paused, streams, gaps, Optional.empty());
    }

    /** Returns this report with a statement of how quickly new identities were registered. */
    public CoverageReport with(RegistrationServiceLevel level) {
        return new CoverageReport(connection, provider, paused, streams, gaps, Optional.of(level));
    }

    public CoverageReport {
        streams = List.copyOf(streams);
        gaps = List.copyOf(gaps);
    }

    /**
     * The state of one stream.
     *
     * @param kind {@code listing} or {@code log}
     * @param partitions the number of the stream's partitions that are known so far
     * @param rows the number of rows in the last complete reads of the partitions
     * @param awaiting the number of rows that were missing from the last complete reads, although these reads do not
     *     prove that the rows were removed; the rows stay live until a direct read or another complete read confirms
     *     their removal
     * @param freshAsOf the time of the last complete read of the partition with the oldest data; empty if any partition
     *     was never read completely
     * @param readUpTo for a log: the time up to which the rows of all partitions have been read
     * @param lastAttempt when the latest attempt to read any of the partitions was made
     * @param unconfirmed what the last complete read does not show, one sentence each
     * @param awaitingRows the rows whose removal awaits confirmation, at most 20; empty if the report was made without
     *     the stored listings
     */
    public record Stream(
            String id,
            String title,
            String kind,
            int partitions,
            int rows,
            int awaiting,
            Optional<Instant> freshAsOf,
            Optional<Instant> readUpTo,
            Optional<Instant> lastAttempt,
            List<String> unconfirmed,
            List<AwaitingRow> awaitingRows,
            Optional<StaleStreamReason> problem) {
        public Stream {
            unconfirmed = List.copyOf(unconfirmed);
            awaitingRows = List.copyOf(awaitingRows);
        }
    }

    /**
     * A row whose removal awaits confirmation.
     *
     * @param owner the identity or person that the row belongs to
     * @param row the type of the row, and its key within its owner if it has one
     */
    public record AwaitingRow(String owner, String row) {
        static AwaitingRow of(RowKey key) {
            String type = key.type().name().toLowerCase(Locale.ROOT);
            return new AwaitingRow(key.owner(), key.part().isEmpty() ? type : type + " " + key.part());
        }
    }

    /** Reads the coverage without identifying the rows that await confirmation. */
    public static CoverageReport of(Connection connection, Connector connector, SweepStore sweeps) {
        return of(connection, connector, sweeps, _ -> List.of());
    }

    /** Reads the coverage, including the rows in the stored listings that await confirmation. */
    public static CoverageReport of(
            Connection connection, Connector connector, SweepStore sweeps, PartitionDigestStore digests) {
        return of(connection, connector, sweeps, partition -> awaiting(connection.tenant(), partition, digests));
    }

    static List<AwaitingRow> awaiting(TenantId tenant, PartitionStatus partition, PartitionDigestStore digests) {
        if (partition.awaitingRows() == 0) {
            return List.of();
        }
        List<Long> missing = digests.load(tenant, partition.ref()).rows().values().stream()
                .filter(RowDigest::isAwaiting)
                .map(RowDigest::key)
                .sorted()
                .limit(MAX_AWAITING)
                .toList();
        return digests.keys(tenant, partition.ref(), missing).values().stream()
                .sorted()
                .map(AwaitingRow::of)
                .toList();
    }

    private static CoverageReport of(
            Connection connection,
            Connector connector,
            SweepStore sweeps,
            Function<PartitionStatus, List<AwaitingRow>> awaiting) {
        SweepStatus sweep = sweeps.state(connection.tenant(), connection.id());
        List<PartitionStatus> partitions = sweep.partitions();
        ConnectionStatus state = sweep.connection();
        List<Stream> streams = new ArrayList<>();
        for (AccessStream stream : connector.streams()) {
            List<PartitionStatus> own = partitions.stream()
                    .filter(partition -> partition.ref().stream().equals(stream.id()))
                    .toList();
            streams.add(stream(stream, own, awaiting));
        }
        return new CoverageReport(
                connection.id().value(),
                connector.definition().displayName(),
                state.paused(),
                streams,
                connector.definition().gaps());
    }

    /**
     * Returns the state of one stream.
     *
     * @param own the stream's partitions
     */
    static Stream stream(
            AccessStream stream, List<PartitionStatus> own, Function<PartitionStatus, List<AwaitingRow>> awaiting) {
        return new Stream(
                stream.id().value(),
                stream.title(),
                stream.kind().name().toLowerCase(Locale.ROOT),
                own.size(),
                own.stream().mapToInt(PartitionStatus::rows).sum(),
                own.stream().mapToInt(PartitionStatus::awaitingRows).sum(),
                oldest(own, PartitionStatus::completedAt),
                oldest(own, PartitionStatus::watermark),
                own.stream().map(PartitionStatus::attemptedAt).max(Comparator.naturalOrder()),
                unconfirmed(own),
                own.stream()
                        .flatMap(partition -> awaiting.apply(partition).stream())
                        .limit(MAX_AWAITING)
                        .toList(),
                own.stream().flatMap(partition -> partition.problem().stream()).findFirst());
    }

    /** Returns the oldest of the partitions' times; empty if there are no partitions, or if one of them has no time. */
    private static Optional<Instant> oldest(
            List<PartitionStatus> partitions, Function<PartitionStatus, Optional<Instant>> time) {
        return partitions.stream().allMatch(partition -> time.apply(partition).isPresent())
                ? partitions.stream()
                        .map(partition -> time.apply(partition).orElseThrow())
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    static List<String> unconfirmed(List<PartitionStatus> partitions) {
        List<String> sentences = new ArrayList<>();
        long never = partitions.stream()
                .filter(partition -> partition.completedAt().isEmpty())
                .count();
        long failed = partitions.stream()
                .filter(partition -> partition.completedAt().isPresent()
                        && partition.problem().isPresent())
                .count();
        int awaiting =
                partitions.stream().mapToInt(PartitionStatus::awaitingRows).sum();
        if (never > 0) {
            sentences.add("%d of %d partitions %s never been read completely."
                    .formatted(never, partitions.size(), never == 1 ? "has" : "have"));
        }
        if (failed > 0) {
            sentences.add(
                    "The latest attempt to read %d of %d partitions failed.".formatted(failed, partitions.size()));
        }
        if (awaiting > 0) {
            sentences.add("%d %s missing from the last complete read, which does not prove that %s removed."
                    .formatted(
                            awaiting, awaiting == 1 ? "row was" : "rows were", awaiting == 1 ? "it was" : "they were"));
        }
        return sentences;
    }

    public void print(TerminalOutput terminal, Instant now) {
        terminal.line(
                terminal.bold(connection + " (" + provider + ")"),
                paused.map(problem -> ": paused, " + problem.message()).orElse(""));
        TextTable table = new TextTable("stream", "rows", "awaiting confirmation", "last full walk", "problem")
                .orIfEmpty("No streams.");
        for (Stream stream : streams) {
            table.row(
                    stream.title(),
                    String.valueOf(stream.rows()),
                    stream.awaiting() == 0 ? "" : String.valueOf(stream.awaiting()),
                    stream.freshAsOf()
                            .map(instant -> ReportWording.ago(instant, now))
                            .orElse(notFresh(stream)),
                    stream.problem()
                            .filter(problem -> !isUnlicensed(stream))
                            .map(problem -> problem.code() + ": " + problem.message())
                            .orElse(""));
        }
        table.print(terminal);
        printUnconfirmed(terminal);
        printUnlicensed(terminal);
        registration.ifPresent(level -> terminal.line(level.sentence()));
        terminal.line("Coverage gaps of the provider:");
        gaps.forEach(gap -> terminal.line("  - %s: %s%s"
                .formatted(
                        gap.subject(), gap.reason(), gap.workaround().isEmpty() ? "" : " (" + gap.workaround() + ")")));
        terminal.line("");
    }

    /** Prints what the last complete reads do not show, and the rows whose removal awaits confirmation. */
    private void printUnconfirmed(TerminalOutput terminal) {
        List<Stream> doubtful = streams.stream()
                .filter(stream -> !isUnlicensed(stream) && !stream.unconfirmed().isEmpty())
                .toList();
        if (doubtful.isEmpty()) {
            return;
        }
        terminal.line("Not confirmed:");
        for (Stream stream : doubtful) {
            stream.unconfirmed().forEach(sentence -> terminal.line("  - %s: %s".formatted(stream.title(), sentence)));
            stream.awaitingRows().forEach(row -> terminal.line("      %s  %s".formatted(row.owner(), row.row())));
            if (stream.awaiting() > stream.awaitingRows().size()
                    && !stream.awaitingRows().isEmpty()) {
                terminal.line("      and %d more"
                        .formatted(stream.awaiting() - stream.awaitingRows().size()));
            }
        }
    }

    /**
     * Prints the streams that the provider does not offer to this account. They are listed separately from the
     * problems, because there is nothing to fix.
     */
    private void printUnlicensed(TerminalOutput terminal) {
        List<Stream> unlicensed =
                streams.stream().filter(CoverageReport::isUnlicensed).toList();
        if (!unlicensed.isEmpty()) {
            terminal.line("Not licensed here:");
            unlicensed.forEach(stream -> terminal.line("  - %s: %s"
                    .formatted(
                            stream.title(),
                            stream.problem().map(StaleStreamReason::message).orElse(""))));
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
