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
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.merkle.Merkle;
import io.grantkeeper.ledger.merkle.ProofCheck;
import io.grantkeeper.ledger.merkle.SmallTree;
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

    static Stream<Happening> everyKind() {
        return Stream.of(
                new Happening.IdentityRegistered("oauth-client", true),
                new Happening.ChangeObserved(
                        "grant/sha256:aa",
                        "changed",
                        Optional.of("sha256:bb"),
                        "sha256:cc",
                        List.of("https://mail.google.com/"),
                        Optional.of("all"),
                        Optional.of("tenant")),
                new Happening.ChangeObserved(
                        "identity",
                        "appeared",
                        Optional.empty(),
                        "sha256:cc",
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                new Happening.FindingOpened("sha256:aa", FindingType.SHADOW_AI, Severity.HIGH),
                new Happening.FindingClosed("sha256:aa"),
                new Happening.PolicyProposed("mail", "sha256:01"),
                new Happening.PolicyApproved("mail", "sha256:01"),
                new Happening.PolicyPromoted("mail", "sha256:01", "enforcement"),
                new Happening.PolicyDemoted("mail", "sha256:01", "training", "too many false alarms"),
                new Happening.DecisionMade("r-1", "read", "deny", List.of("mail")),
                new Happening.DecisionsMade(1_000, Merkle.EMPTY.toString()),
                new Happening.ApprovalGiven("otter", Optional.of("2027-01-01T00:00:00Z")),
                new Happening.RevocationPreviewed("rev-1", "sha256:02"),
                new Happening.RevocationDone("rev-1", "removed"),
                new Happening.RevocationFailed("rev-1", "unavailable"),
                new Happening.AlertSent("sha256:03", "slack", "sha256:04", List.of("sha256:aa")),
                new Happening.OwnerAnswered("sha256:03", "keep"),
                new Happening.ReviewDecided("2026-q4", "sha256:05", "keep"),
                new Happening.ConfigurationChanged("sha256:06", Map.of("connections", "sha256:07")),
                new Happening.CoverageGapOpened("google-acme", new StreamId("tokens"), "insufficient-scope"),
                new Happening.CoverageGapClosed("google-acme", new StreamId("tokens")));
    }

    private static Entry entry(Happening what) {
        return Entry.of("an-id", ACME, NOON, what, Actor.function("test"))
                .about(OTTER)
                .causedBy(Optional.of("sha256:dana"))
                .with(List.of(Evidence.ofText("finding", "text")));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void readsBackAsItWasWritten(Happening what) {
        Entry entry = entry(what);
        Bytes leaf = EntryJson.write(entry);
        assertThat(EntryJson.read(leaf)).isEqualTo(entry);
        assertThat(EntryJson.idOf(leaf)).isEqualTo("an-id");
        assertThat(leaf.text())
                .doesNotContain("null")
                .contains("\"kind\":\"" + entry.kind().code() + "\"");
    }

    @Test
    void isOfEachKindThatThereIs() {
        assertThat(everyKind().map(EntryKind::of).distinct()).containsExactlyInAnyOrder(EntryKind.values());
        assertThat(Arrays.stream(EntryKind.values()).map(EntryKind::code)).doesNotHaveDuplicates();
    }

    /** Leaves are for ever: this text may gain members in a later version, and never change in this one. */
    @Test
    void hasTheBytesThatItAlwaysHad() {
        Entry entry = Entry.of(
                "finding.closed/x", ACME, NOON, new Happening.FindingClosed("sha256:aa"), Actor.function("test"));
        assertThat(EntryJson.write(entry).text())
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
    void thatIsNoneIsRefusedInWords(String leaf) {
        assertThatThrownBy(() -> EntryJson.read(Bytes.utf8(leaf)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the entry");
    }

    @Test
    void canStandForManyDecisionsEachOfWhichIsProved() throws Exception {
        List<byte[]> decisions = IntStream.range(0, 1_000)
                .mapToObj(i -> Bytes.utf8("decision " + i).array())
                .toList();
        SmallTree tree = SmallTree.of(decisions);
        ProofCheck.inclusion(617, 1_000, Merkle.leaf(decisions.get(617)), tree.inclusion(617), tree.root());
    }
}
