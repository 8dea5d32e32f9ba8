package io.grantkeeper.signals;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Happening;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** One entry of every kind. */
public final class Told {
    public static final TenantId ACME = new TenantId("acme");
    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    public static final IdentityId AGENT = IdentityId.parse("google-acme/ai-agent/otter");

    private static final List<Happening> ALL = List.of(
            new Happening.IdentityRegistered("agent", false),
            change("identity", "vanished"),
            change("credential/sha256:c", "appeared"),
            change("grant/sha256:g", "changed"),
            new Happening.FindingOpened("sha256:f", FindingType.SHADOW_AI, Severity.CRITICAL),
            new Happening.FindingOpened("sha256:o", FindingType.OVER_PRIVILEGED, Severity.MEDIUM),
            new Happening.FindingOpened("sha256:u", FindingType.EXPIRING, Severity.UNKNOWN),
            new Happening.FindingClosed("sha256:f"),
            new Happening.PolicyProposed("agents", "sha256:v"),
            new Happening.PolicyApproved("agents", "sha256:v"),
            new Happening.PolicyPromoted("agents", "sha256:v", "enforcement"),
            new Happening.PolicyDemoted("agents", "sha256:v", "training", "too many denials"),
            new Happening.DecisionMade("request-1", "read", "deny", List.of("no approval")),
            new Happening.DecisionsMade(500, "cm9vdA=="),
            new Happening.ApprovalGiven("sha256:f", Optional.of("2027-01-01T00:00:00Z")),
            new Happening.RevocationPreviewed("r1", "sha256:p"),
            new Happening.RevocationDone("r1", "done"),
            new Happening.RevocationFailed("r2", "by-hand"),
            new Happening.AlertSent("s1", "slack", "sha256:r", List.of("sha256:f")),
            new Happening.OwnerAnswered("s1", "keep"),
            new Happening.ReviewDecided("c1", "i1", "revoke"),
            new Happening.ConfigurationChanged("sha256:c", Map.of("alerts", "sha256:a")),
            new Happening.CoverageGapOpened("google-acme", new StreamId("tokens"), "insufficient-scope"),
            new Happening.CoverageGapClosed("google-acme", new StreamId("tokens")));

    private Told() {}

    public static Happening change(String row, String how) {
        return new Happening.ChangeObserved(
                row,
                how,
                Optional.empty(),
                "sha256:a",
                List.of("mail.read"),
                Optional.of("all"),
                Optional.of("tenant"));
    }

    public static Entry entry(String id, Happening what) {
        return Entry.of(id, ACME, NOON, what, Actor.function("test")).about(AGENT);
    }

    public static List<Entry> all() {
        return IntStream.range(0, ALL.size())
                .mapToObj(i -> entry("entry-" + i, ALL.get(i)))
                .toList();
    }
}
