package io.grantkeeper.signals;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Sample ledger entries, at least one of each kind. */
public final class SignalTestEntries {
    public static final TenantId ACME = new TenantId("acme");
    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    public static final IdentityId AGENT = IdentityId.parse("google-acme/ai-agent/otter");

    private static final List<LedgerEvent> ALL = List.of(
            new LedgerEvent.IdentityRegistered("agent", false),
            change("identity", "vanished"),
            change("credential/sha256:c", "appeared"),
            change("grant/sha256:g", "changed"),
            new LedgerEvent.FindingOpened("sha256:f", FindingType.SHADOW_AI, Severity.CRITICAL),
            new LedgerEvent.FindingOpened("sha256:o", FindingType.OVER_PRIVILEGED, Severity.MEDIUM),
            new LedgerEvent.FindingOpened("sha256:u", FindingType.EXPIRING, Severity.UNKNOWN),
            new LedgerEvent.FindingClosed("sha256:f"),
            new LedgerEvent.PolicyProposed("agents", "sha256:v"),
            new LedgerEvent.PolicyApproved("agents", "sha256:v"),
            new LedgerEvent.PolicyPromoted("agents", "sha256:v", "enforcement"),
            new LedgerEvent.PolicyDemoted("agents", "sha256:v", "training", "too many denials"),
            new LedgerEvent.DecisionMade("request-1", "read", "deny", List.of("no approval")),
            new LedgerEvent.DecisionsMade(500, "cm9vdA=="),
            new LedgerEvent.ApprovalGiven("sha256:f", Optional.of("2027-01-01T00:00:00Z")),
            new LedgerEvent.ApprovalChanged("product:otter-ai", "new", "approved", "review", Optional.empty()),
            new LedgerEvent.IncidentChanged(
                    "incident-1",
                    "closed",
                    Severity.HIGH,
                    "collection",
                    3,
                    Optional.of("benign"),
                    Optional.of("sha256:s")),
            new LedgerEvent.RevocationPreviewed("r1", "sha256:p"),
            new LedgerEvent.RevocationDone("r1", "done"),
            new LedgerEvent.RevocationFailed("r2", "by-hand"),
            new LedgerEvent.AlertSent("s1", "slack", "sha256:r", List.of("sha256:f")),
            new LedgerEvent.TicketChanged("gk-01-1", "security-jira", "sha256:f", "handled"),
            new LedgerEvent.AlertsChanged("released", "connection google-acme", Optional.empty()),
            new LedgerEvent.ChangeRequested("answerQuestion", "sha256:i", "none"),
            new LedgerEvent.SessionStarted("oidc", "sha256:i", "sha256:s"),
            new LedgerEvent.DataExported("exportIdentities", "sha256:i", "none"),
            new LedgerEvent.OwnerAnswered("s1", "keep"),
            new LedgerEvent.ReviewDecided("c1", "i1", "revoke"),
            new LedgerEvent.ConfigurationChanged("sha256:c", Map.of("alerts", "sha256:a")),
            new LedgerEvent.CoverageGapOpened("google-acme", new StreamId("tokens"), "insufficient-scope"),
            new LedgerEvent.CoverageGapClosed("google-acme", new StreamId("tokens")));

    private SignalTestEntries() {}

    public static LedgerEvent change(String row, String how) {
        return new LedgerEvent.ChangeObserved(
                row,
                how,
                Optional.empty(),
                "sha256:a",
                List.of("mail.read"),
                Optional.of("all"),
                Optional.of("tenant"));
    }

    public static LedgerEntry entry(String id, LedgerEvent what) {
        return LedgerEntry.of(id, ACME, NOON, what, EntryActor.function("test")).withIdentity(AGENT);
    }

    public static List<LedgerEntry> all() {
        return IntStream.range(0, ALL.size())
                .mapToObj(i -> entry("entry-" + i, ALL.get(i)))
                .toList();
    }
}
