package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Evidence;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.enforcement.EnforcementJournal;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the ledger who stopped enforcement and who let it go on, and who exempted what until when. What is taken away is
 * told by the store of revocations.
 */
public final class EnforcementEntries implements EnforcementJournal {
    private final EntryStore entries;
    private final Salts salts;
    private final Clock clock;

    public EnforcementEntries(EntryStore entries, Salts salts, Clock clock) {
        this.entries = entries;
        this.salts = salts;
        this.clock = clock;
    }

    @Override
    public void turned(TenantId tenant, EnforcementSwitch position) {
        String state = position.stopped() ? "stopped" : "running";
        Instant at = position.at().orElseGet(clock::instant);
        Pseudonyms names = new Pseudonyms(salts);
        var _ = entries.add(
                tenant,
                Entry.of(
                                "enforcement/%s/%s".formatted(state, at),
                                tenant,
                                at,
                                new Happening.ConfigurationChanged("enforcement", Map.of("switch", state)),
                                Actor.function("enforce"))
                        .causedBy(position.by().map(by -> names.ofAddress(tenant, by)))
                        .with(List.of(new Evidence("reason", names.ofInstallation(tenant, position.reason())))));
    }

    @Override
    public void exempted(TenantId tenant, Breach breach) {
        Pseudonyms names = new Pseudonyms(salts);
        Optional<String> until = breach.exemptUntil().map(Instant::toString);
        var _ = entries.add(
                tenant,
                Entry.of(
                                "enforcement/exempt/%s/%s".formatted(breach.id(), until.orElse("")),
                                tenant,
                                clock.instant(),
                                new Happening.ApprovalGiven(
                                        "exception/%s/%s".formatted(breach.policy(), breach.id()), until),
                                Actor.function("enforce"))
                        .about(breach.identity())
                        .causedBy(breach.exemptBy().map(by -> names.ofAddress(tenant, by)))
                        .with(List.of(new Evidence("reason", names.ofInstallation(tenant, breach.detail())))));
    }
}
