package io.grantkeeper.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.digest.ListingRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PartitionDigestLease;
import io.grantkeeper.identity.digest.RowDigest;
import io.grantkeeper.identity.digest.RowHashes;
import io.grantkeeper.identity.store.CompletedRead;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.store.testkit.InMemoryPartitionDigestStore;
import io.grantkeeper.store.testkit.ModelSamples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The coverage report in a terminal")
class CoverageReportTest {
    private static final StreamId TOKENS = new StreamId("tokens");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static CoverageReport.Stream stream(String title, Optional<StaleStreamReason> problem) {
        return new CoverageReport.Stream(
                title,
                title,
                "listing",
                1,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                problem);
    }

    private static List<String> printed(CoverageReport.Stream... streams) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CoverageReport("entra", "Microsoft Entra", Optional.empty(), List.of(streams), List.of())
                .print(TerminalOutput.plain(new PrintStream(out, true, StandardCharsets.UTF_8)), NOON);
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.strip().replaceAll(" {2,}", " | "))
                .toList();
    }

    @Test
    void listsUnlicensedStreamSeparatelyFromProblems() {
        List<String> lines = printed(
                stream(
                        "Sign-ins",
                        Optional.of(new StaleStreamReason("not-offered", "the tenant has no Entra ID P1 license"))),
                stream("Users", Optional.of(new StaleStreamReason("insufficient-scope", "missing: User.Read.All"))));
        assertThat(lines)
                .contains(
                        "Sign-ins | 0 | not licensed here",
                        "Users | 0 | incomplete | insufficient-scope: missing: User.Read.All",
                        "Not licensed here:",
                        "- Sign-ins: the tenant has no Entra ID P1 license");
    }

    @Test
    void doesNotMentionLicensesIfEveryStreamIsOffered() {
        assertThat(printed(stream("Users", Optional.empty()))).noneMatch(line -> line.contains("icensed"));
    }

    private static PartitionStatus partition(String id) {
        return PartitionStatus.notAttempted(new PartitionRef(new ConnectionId("google"), TOKENS, id));
    }

    private static CoverageReport.Stream tokens(PartitionStatus... partitions) {
        return CoverageReport.stream(
                StreamDefinition.listing(TOKENS, "App access").readBy(_ -> {
                    throw new AssertionError("a report reads no provider");
                }),
                List.of(partitions),
                _ -> List.of());
    }

    @Test
    void usesOldestPartitionAsTimeOfLastFullWalk() {
        PartitionStatus first =
                partition("a").completed(new CompletedRead(Optional.empty(), NOON, Optional.empty(), 3));
        PartitionStatus second = partition("b")
                .completed(new CompletedRead(Optional.empty(), NOON.minusSeconds(60), Optional.empty(), 4));

        assertThat(tokens(first, second).freshAsOf()).contains(NOON.minusSeconds(60));
        assertThat(tokens(first, second).unconfirmed()).isEmpty();
        assertThat(tokens(first, second).kind()).isEqualTo("listing");
        assertThat(tokens().freshAsOf()).isEmpty();
    }

    @Test
    void statesWhatLastFullWalkCouldNotConfirm() {
        StaleStreamReason refused = new StaleStreamReason("throttled", "too many requests");
        PartitionStatus failed = partition("a")
                .completed(new CompletedRead(Optional.empty(), NOON, Optional.empty(), 3, 2))
                .failed(NOON.plusSeconds(60), refused);

        CoverageReport.Stream stream = tokens(failed, partition("b"));

        assertThat(stream.freshAsOf()).isEmpty();
        assertThat(stream.lastAttempt()).contains(NOON.plusSeconds(60));
        assertThat(stream.unconfirmed())
                .containsExactly(
                        "1 of 2 partitions has never been read completely.",
                        "The latest attempt to read 1 of 2 partitions failed.",
                        "2 rows were missing from the last complete read, which does not prove that they were removed.");
    }

    @Test
    void showsTimeUpToWhichLogWasRead() {
        PartitionStatus log = partition("a")
                .completed(new CompletedRead(Optional.empty(), NOON, Optional.of(NOON.minusSeconds(300)), 3));

        assertThat(tokens(log).readUpTo()).contains(NOON.minusSeconds(300));
        assertThat(tokens(log).freshAsOf()).contains(NOON);
    }

    @Test
    void listsRowsThatAwaitConfirmation() {
        InMemoryPartitionDigestStore digests = new InMemoryPartitionDigestStore();
        TenantId tenant = new TenantId("acme");
        PartitionStatus status =
                partition("a").completed(new CompletedRead(Optional.empty(), NOON, Optional.empty(), 3, 1));
        ListingRow row =
                new ListingRow(RowKey.grant(ModelSamples.appId("notes"), "user/1"), "", RowHashes.ofSegment("content"));
        PartitionDigestLease lease =
                digests.prepare(tenant, status.ref(), PartitionDigest.empty(), List.of(row), List.of());
        digests.save(
                tenant,
                status.ref(),
                lease,
                List.of(new RowDigest(RowHashes.of(row.key()), RowHashes.ofSegment(""), RowDigest.AWAITING)));

        List<CoverageReport.AwaitingRow> awaiting = CoverageReport.awaiting(tenant, status, digests);

        assertThat(awaiting)
                .containsExactly(new CoverageReport.AwaitingRow(
                        ModelSamples.appId("notes").toString(), "grant user/1"));
        CoverageReport.Stream stream = CoverageReport.stream(
                StreamDefinition.listing(TOKENS, "App access").readBy(_ -> {
                    throw new AssertionError("a report reads no provider");
                }),
                List.of(status),
                _ -> awaiting);
        assertThat(printed(stream))
                .contains(
                        "Not confirmed:",
                        "- App access: 1 row was missing from the last complete read, which does not prove that it was removed.",
                        ModelSamples.appId("notes") + " | grant user/1");
    }
}
