package io.grantkeeper.evidence;

import io.grantkeeper.evidence.report.SignedLog;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sample ledger with several weeks of a company's entries. Tests can add more entries. */
public final class RecordedLedger {
    public static final TenantId TENANT = new TenantId("larkfield");
    public static final IdentityId OTTER = IdentityId.parse("google-larkfield/oauth-client/otter");
    public static final IdentityId ZAPIER = IdentityId.parse("google-larkfield/oauth-client/zapier");
    public static final IdentityId BUILDER = IdentityId.parse("github-larkfield/api-key/builder");
    private static final SigningKeyFile KEY =
            SigningKeyFile.generate("example.com/ledger/larkfield", SignatureType.ED25519);

    private final InMemoryLogStore store = new InMemoryLogStore();
    private int told;

    /** Returns an empty ledger. */
    public static RecordedLedger empty() {
        return new RecordedLedger();
    }

    /**
     * Returns a sample ledger for November: three identities, several findings (one accepted, one closed), a coverage
     * gap, and two revocations (one without a result).
     */
    public static RecordedLedger november() {
        RecordedLedger recorded = new RecordedLedger();
        recorded.record(day(1), OTTER, new LedgerEvent.IdentityRegistered("web app", true));
        recorded.record(day(1), OTTER, grant("appeared", "a1", List.of("gmail.readonly"), "selected"));
        recorded.record(day(1), BUILDER, new LedgerEvent.IdentityRegistered("token", true));
        recorded.record(day(1), BUILDER, finding("f-left", FindingType.OWNER_LEFT, Severity.HIGH));
        recorded.seal();
        recorded.record(day(3), ZAPIER, new LedgerEvent.IdentityRegistered("web app", false));
        recorded.record(day(3), ZAPIER, finding("f-new", FindingType.IDENTITY_APPEARED, Severity.LOW));
        recorded.record(day(5), OTTER, finding("f-shadow", FindingType.SHADOW_AI, Severity.CRITICAL));
        recorded.record(day(5), OTTER, new LedgerEvent.AlertSent("send-1", "slack", "sha256:aa", List.of("f-shadow")));
        recorded.record(day(6), OTTER, new LedgerEvent.OwnerAnswered("send-1", "keep"));
        recorded.record(day(8), ZAPIER, new LedgerEvent.FindingClosed("f-new"));
        recorded.record(
                day(9),
                null,
                "coverage-gap.opened/google-larkfield/tokens/sha256:p/never/insufficient-scope",
                new LedgerEvent.CoverageGapOpened("google-larkfield", new StreamId("tokens"), "insufficient-scope"));
        recorded.record(
                day(10),
                null,
                "coverage-gap.closed/google-larkfield/tokens/sha256:p/never",
                new LedgerEvent.CoverageGapClosed("google-larkfield", new StreamId("tokens")));
        recorded.record(day(12), OTTER, grant("changed", "a2", List.of("gmail.modify", "gmail.send"), "all"));
        recorded.record(day(12), OTTER, finding("f-wide", FindingType.SCOPES_EXPANDED, Severity.HIGH));
        recorded.record(day(14), BUILDER, new LedgerEvent.RevocationPreviewed("r1", "sha256:calls"));
        recorded.record(day(14), BUILDER, new LedgerEvent.RevocationDone("r1", "done"));
        recorded.record(day(15), ZAPIER, new LedgerEvent.RevocationPreviewed("r2", "sha256:calls"));
        recorded.record(day(16), null, new LedgerEvent.ConfigurationChanged("sha256:c", Map.of("alerts", "sha256:d")));
        recorded.seal();
        return recorded;
    }

    public static Instant day(int day) {
        return LocalDate.of(2026, 11, day).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    public static LedgerEvent grant(String how, String digest, List<String> permissions, String reach) {
        return new LedgerEvent.ChangeObserved(
                "grant/sha256:g",
                how,
                Optional.empty(),
                "sha256:" + digest,
                permissions,
                Optional.of(reach),
                Optional.of("sha256:person"));
    }

    public static LedgerEvent finding(String key, FindingType type, Severity severity) {
        return new LedgerEvent.FindingOpened(key, type, severity);
    }

    public void record(Instant at, IdentityId about, LedgerEvent what) {
        record(at, about, "entry-%05d".formatted(told), what);
    }

    public void record(Instant at, IdentityId about, String id, LedgerEvent what) {
        told++;
        LedgerEntry entry = LedgerEntry.of(id, TENANT, at, what, EntryActor.function("test"));
        store.add(TENANT, about == null ? entry : entry.withIdentity(about));
    }

    public void seal() {
        new SealLedger(store, LogSigningKeys.of(_ -> KEY), CheckpointExport.none(), Clock.systemUTC())
                .seal(TENANT, () -> true);
    }

    public SignedLog log() {
        return SignedLog.of(store, TENANT, TrustedKeys.of(KEY.key()));
    }

    public String key() {
        return KEY.key().toString();
    }
}
