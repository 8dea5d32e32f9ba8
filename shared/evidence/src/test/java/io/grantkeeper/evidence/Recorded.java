package io.grantkeeper.evidence;

import io.grantkeeper.evidence.report.SignedLog;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.log.SigningKeys;
import io.grantkeeper.ledger.note.KeyFile;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger in which some weeks of a company stand, and which tests let grow. */
public final class Recorded {
    public static final TenantId TENANT = new TenantId("larkfield");
    public static final IdentityId OTTER = IdentityId.parse("google-larkfield/oauth-client/otter");
    public static final IdentityId ZAPIER = IdentityId.parse("google-larkfield/oauth-client/zapier");
    public static final IdentityId BUILDER = IdentityId.parse("github-larkfield/api-key/builder");
    private static final KeyFile KEY = KeyFile.generate("example.com/ledger/larkfield", SignatureType.ED25519);

    private final InMemoryLogStore store = new InMemoryLogStore();
    private int told;

    /** An empty one. */
    public static Recorded nothing() {
        return new Recorded();
    }

    /** November: three identities, findings of which one is accepted and one ended, a gap, a revocation. */
    public static Recorded november() {
        Recorded recorded = new Recorded();
        recorded.tell(day(1), OTTER, new Happening.IdentityRegistered("web app", true));
        recorded.tell(day(1), OTTER, grant("appeared", "a1", List.of("gmail.readonly"), "selected"));
        recorded.tell(day(1), BUILDER, new Happening.IdentityRegistered("token", true));
        recorded.tell(day(1), BUILDER, finding("f-left", FindingType.OWNER_LEFT, Severity.HIGH));
        recorded.seal();
        recorded.tell(day(3), ZAPIER, new Happening.IdentityRegistered("web app", false));
        recorded.tell(day(3), ZAPIER, finding("f-new", FindingType.IDENTITY_APPEARED, Severity.LOW));
        recorded.tell(day(5), OTTER, finding("f-shadow", FindingType.SHADOW_AI, Severity.CRITICAL));
        recorded.tell(day(5), OTTER, new Happening.AlertSent("send-1", "slack", "sha256:aa", List.of("f-shadow")));
        recorded.tell(day(6), OTTER, new Happening.OwnerAnswered("send-1", "keep"));
        recorded.tell(day(8), ZAPIER, new Happening.FindingClosed("f-new"));
        recorded.tell(
                day(9),
                null,
                "coverage-gap.opened/google-larkfield/tokens/sha256:p/never/insufficient-scope",
                new Happening.CoverageGapOpened("google-larkfield", new StreamId("tokens"), "insufficient-scope"));
        recorded.tell(
                day(10),
                null,
                "coverage-gap.closed/google-larkfield/tokens/sha256:p/never",
                new Happening.CoverageGapClosed("google-larkfield", new StreamId("tokens")));
        recorded.tell(day(12), OTTER, grant("changed", "a2", List.of("gmail.modify", "gmail.send"), "all"));
        recorded.tell(day(12), OTTER, finding("f-wide", FindingType.SCOPES_EXPANDED, Severity.HIGH));
        recorded.tell(day(14), BUILDER, new Happening.RevocationPreviewed("r1", "sha256:calls"));
        recorded.tell(day(14), BUILDER, new Happening.RevocationDone("r1", "done"));
        recorded.tell(day(15), ZAPIER, new Happening.RevocationPreviewed("r2", "sha256:calls"));
        recorded.tell(day(16), null, new Happening.ConfigurationChanged("sha256:c", Map.of("alerts", "sha256:d")));
        recorded.seal();
        return recorded;
    }

    public static Instant day(int day) {
        return LocalDate.of(2026, 11, day).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    public static Happening grant(String how, String digest, List<String> permissions, String reach) {
        return new Happening.ChangeObserved(
                "grant/sha256:g",
                how,
                Optional.empty(),
                "sha256:" + digest,
                permissions,
                Optional.of(reach),
                Optional.of("sha256:person"));
    }

    public static Happening finding(String key, FindingType type, Severity severity) {
        return new Happening.FindingOpened(key, type, severity);
    }

    public void tell(Instant at, IdentityId about, Happening what) {
        tell(at, about, "entry-%05d".formatted(told), what);
    }

    public void tell(Instant at, IdentityId about, String id, Happening what) {
        told++;
        Entry entry = Entry.of(id, TENANT, at, what, Actor.function("test"));
        store.add(TENANT, about == null ? entry : entry.about(about));
    }

    public void seal() {
        new SealLedger(store, SigningKeys.of(_ -> KEY), CheckpointExport.nowhere(), Clock.systemUTC())
                .seal(TENANT, () -> true);
    }

    public SignedLog log() {
        return SignedLog.of(store, TENANT, TrustedKeys.of(KEY.key()));
    }

    public String key() {
        return KEY.key().toString();
    }
}
