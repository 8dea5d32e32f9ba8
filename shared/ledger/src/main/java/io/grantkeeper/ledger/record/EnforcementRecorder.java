package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.policy.enforcement.EnforcementLedger;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records in the ledger who stopped and resumed enforcement, and who granted which exceptions and until when.
 * Revocations are recorded by {@link RecordedRevocationStore}.
 */
public final class EnforcementRecorder implements EnforcementLedger {
    private final PendingEntryStore entries;
    private final SaltStore saltStore;
    private final Clock clock;

    public EnforcementRecorder(PendingEntryStore entries, SaltStore saltStore, Clock clock) {
        this.entries = entries;
        this.saltStore = saltStore;
        this.clock = clock;
    }

    @Override
    public void switchChanged(TenantId tenant, EnforcementSwitch position) {
        String state = position.stopped() ? "stopped" : "running";
        Instant at = position.at().orElseGet(clock::instant);
        Pseudonyms names = new Pseudonyms(saltStore);
        var _ = entries.add(
                tenant,
                LedgerEntry.of(
                                "enforcement/%s/%s".formatted(state, at),
                                tenant,
                                at,
                                new LedgerEvent.ConfigurationChanged("enforcement", Map.of("switch", state)),
                                EntryActor.function("enforce"))
                        .withCause(position.by().map(by -> names.ofAddress(tenant, by)))
                        .withEvidence(
                                List.of(new EntryEvidence("reason", names.ofInstallation(tenant, position.reason())))));
    }

    @Override
    public void exempted(TenantId tenant, PolicyViolation violation) {
        Pseudonyms names = new Pseudonyms(saltStore);
        Optional<String> until = violation.exemptUntil().map(Instant::toString);
        var _ = entries.add(
                tenant,
                LedgerEntry.of(
                                "enforcement/exempt/%s/%s".formatted(violation.id(), until.orElse("")),
                                tenant,
                                clock.instant(),
                                new LedgerEvent.ApprovalGiven(
                                        "exception/%s/%s".formatted(violation.policy(), violation.id()), until),
                                EntryActor.function("enforce"))
                        .withIdentity(violation.identity())
                        .withCause(violation.exemptBy().map(by -> names.ofAddress(tenant, by)))
                        .withEvidence(List.of(
                                new EntryEvidence("reason", names.ofInstallation(tenant, violation.detail())))));
    }
}
