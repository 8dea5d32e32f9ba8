package io.grantkeeper.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.merkle.InMemoryTree;
import io.grantkeeper.ledger.merkle.MerkleHashing;
import io.grantkeeper.ledger.merkle.ProofVerifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An entry")
class EntryJsonTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final IdentityId OTTER =
            new IdentityId(new ConnectionId("google-acme"), IdentityKind.OAUTH_CLIENT, "otter");

    static Stream<LedgerEvent> everyKind() {
        return Stream.of(
                new LedgerEvent.IdentityRegistered("oauth-client", true),
                new LedgerEvent.ChangeObserved(
                        "grant/sha256:aa",
                        "changed",
                        Optional.of("sha256:bb"),
                        "sha256:cc",
                        List.of("https://mail.google.com/"),
                        Optional.of("all"),
                        Optional.of("tenant")),
                new LedgerEvent.ChangeObserved(
                        "identity",
                        "appeared",
                        Optional.empty(),
                        "sha256:cc",
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                new LedgerEvent.FindingOpened("sha256:aa", FindingType.SHADOW_AI, Severity.HIGH),
                new LedgerEvent.FindingClosed("sha256:aa"),
                new LedgerEvent.PolicyProposed("mail", "sha256:01"),
                new LedgerEvent.PolicyApproved("mail", "sha256:01"),
                new LedgerEvent.PolicyPromoted("mail", "sha256:01", "enforcement"),
                new LedgerEvent.PolicyDemoted("mail", "sha256:01", "training", "too many false alarms"),
                new LedgerEvent.DecisionMade("r-1", "read", "deny", List.of("mail")),
                new LedgerEvent.DecisionsMade(1_000, MerkleHashing.EMPTY.toString()),
                new LedgerEvent.ApprovalGiven("otter", Optional.of("2027-01-01T00:00:00Z")),
                new LedgerEvent.ApprovalChanged(
                        "product:otter-ai", "new", "approved", "command-line", Optional.of("2027-01-01T00:00:00Z")),
                new LedgerEvent.IncidentChanged(
                        "incident-1",
                        "closed",
                        Severity.HIGH,
                        "collection",
                        3,
                        Optional.of("benign"),
                        Optional.of("sha256:bb")),
                new LedgerEvent.RevocationPreviewed("rev-1", "sha256:02"),
                new LedgerEvent.RevocationDone("rev-1", "removed"),
                new LedgerEvent.RevocationFailed("rev-1", "unavailable"),
                new LedgerEvent.AlertSent("sha256:03", "slack", "sha256:04", List.of("sha256:aa")),
                new LedgerEvent.TicketChanged("gk-01-1", "security-jira", "sha256:aa", "handled"),
                new LedgerEvent.AlertsChanged("muted", "product otter-ai", Optional.of("2027-01-01T00:00:00Z")),
                new LedgerEvent.ChangeRequested("answerQuestion", "sha256:aa", "sha256:bb"),
                new LedgerEvent.SessionStarted("oidc", "sha256:aa", "sha256:bb"),
                new LedgerEvent.DataExported("exportIdentities", "sha256:aa", "none"),
                new LedgerEvent.OwnerAnswered("sha256:03", "keep"),
                new LedgerEvent.ReviewDecided("2026-q4", "sha256:05", "keep"),
                new LedgerEvent.ConfigurationChanged("sha256:06", Map.of("connections", "sha256:07")),
                new LedgerEvent.CoverageGapOpened("google-acme", new StreamId("tokens"), "insufficient-scope"),
                new LedgerEvent.CoverageGapClosed("google-acme", new StreamId("tokens")));
    }

    private static LedgerEntry entry(LedgerEvent what) {
        return LedgerEntry.of("an-id", ACME, NOON, what, EntryActor.function("test"))
                .withIdentity(OTTER)
                .withCause(Optional.of("sha256:dana"))
                .withEvidence(List.of(EntryEvidence.ofText("finding", "text")));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void readsWrittenEntryUnchanged(LedgerEvent what) {
        LedgerEntry entry = entry(what);
        ImmutableBytes leaf = LedgerEntryJson.write(entry);
        assertThat(LedgerEntryJson.read(leaf)).isEqualTo(entry);
        assertThat(LedgerEntryJson.idOf(leaf)).isEqualTo("an-id");
        assertThat(leaf.text())
                .doesNotContain("null")
                .contains("\"kind\":\"" + entry.kind().code() + "\"");
    }

    @Test
    void listsEachEntryTypeOnce() {
        assertThat(everyKind().map(LedgerEntryType::of).distinct()).containsExactlyInAnyOrder(LedgerEntryType.values());
        assertThat(Arrays.stream(LedgerEntryType.values()).map(LedgerEntryType::code))
                .doesNotHaveDuplicates();
    }

    /**
     * Entries in the ledger are permanent: the JSON of a released format version must never change. New members require
     * a new format version.
     */
    @Test
    void writesSameBytesAsReleasedVersion() {
        LedgerEntry entry = LedgerEntry.of(
                "finding.closed/x",
                ACME,
                NOON,
                new LedgerEvent.FindingClosed("sha256:aa"),
                EntryActor.function("test"));
        assertThat(LedgerEntryJson.write(entry).text())
                .isEqualTo(
                        "{\"actors\":[{\"role\":\"recorded\",\"who\":\"grantkeeper/test\"}],\"at\":\"2026-11-24T12:00:00Z\","
                                + "\"id\":\"finding.closed/x\",\"kind\":\"finding.closed\",\"tenant\":\"acme\",\"v\":1,"
                                + "\"what\":{\"key\":\"sha256:aa\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "not JSON",
                "{\"id\": \"a\"}",
                "{\"v\":1,\"id\":\"a\"}",
                "{\"id\":\"a\",\"v\":2}",
                "{\"id\":7,\"v\":1}",
                "{\"id\":\"a\",\"kind\":\"of.nothing\",\"v\":1}"
            })
    void rejectsInvalidLeafAndExplainsWhy(String leaf) {
        assertThatThrownBy(() -> LedgerEntryJson.read(ImmutableBytes.utf8(leaf)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the entry");
    }

    @Test
    void provesInclusionOfDecisionInBatch() throws Exception {
        List<byte[]> decisions = IntStream.range(0, 1_000)
                .mapToObj(i -> ImmutableBytes.utf8("decision " + i).array())
                .toList();
        InMemoryTree tree = InMemoryTree.of(decisions);
        ProofVerifier.inclusion(617, 1_000, MerkleHashing.leaf(decisions.get(617)), tree.inclusion(617), tree.root());
    }
}
