package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Evidence;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.ladder.LadderJournal;
import io.grantkeeper.policy.store.StoredPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells the ledger of policies and their place on the trust ladder. Who wanted it, and why in their words, stands there as
 * salted digests. An entry's id holds the revision that the step starts from, so a step told twice is kept once, and the
 * same step taken later is another.
 */
public final class LadderEntries implements LadderJournal {
    private static final Actor RECORDER = Actor.function("climb-ladder");

    private final EntryStore entries;
    private final Salts salts;
    private final Clock clock;

    public LadderEntries(EntryStore entries, Salts salts, Clock clock) {
        this.entries = entries;
        this.salts = salts;
        this.clock = clock;
    }

    @Override
    public void proposed(TenantId tenant, StoredPolicy policy, String by) {
        Happening what =
                new Happening.PolicyProposed(policy.name(), policy.version().value());
        tell(tenant, policy, what, by, "", clock.instant());
    }

    @Override
    public void promoted(TenantId tenant, StoredPolicy policy, Stage to, String by, Instant at) {
        tell(
                tenant,
                policy,
                new Happening.PolicyApproved(policy.name(), policy.version().value()),
                by,
                "",
                at);
        Happening what =
                new Happening.PolicyPromoted(policy.name(), policy.version().value(), to.code());
        tell(tenant, policy, what, by, "", at);
    }

    @Override
    public void demoted(TenantId tenant, StoredPolicy policy, Stage to, String by, String reason, Instant at) {
        String digest = new Pseudonyms(salts).ofInstallation(tenant, reason);
        Happening what =
                new Happening.PolicyDemoted(policy.name(), policy.version().value(), to.code(), digest);
        tell(tenant, policy, what, by, reason, at);
    }

    private void tell(TenantId tenant, StoredPolicy policy, Happening what, String by, String reason, Instant at) {
        Pseudonyms names = new Pseudonyms(salts);
        Entry entry = Entry.of("", tenant, at, what, RECORDER).causedBy(Optional.of(names.ofAddress(tenant, by)));
        String id = "%s/%s/%s/%d".formatted(entry.kind().code(), policy.name(), policy.version(), policy.revision());
        List<Evidence> evidence =
                reason.isEmpty() ? List.of() : List.of(new Evidence("reason", names.ofInstallation(tenant, reason)));
        var _ = entries.add(
                tenant,
                new Entry(
                        id,
                        tenant,
                        at,
                        entry.identity(),
                        what,
                        entry.actors(),
                        Optional.of(policy.version().value()),
                        evidence));
    }
}
