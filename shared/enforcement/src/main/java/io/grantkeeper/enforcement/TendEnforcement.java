package io.grantkeeper.enforcement;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.enforcement.BreachStore;
import io.grantkeeper.policy.enforcement.EnforcementJournal;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What people do to enforcement: stop all of it, let it go on, let one breach be for a while. All of it is told to the ledger. */
public final class TendEnforcement {
    private final BreachStore breaches;
    private final EnforcementJournal journal;
    private final Clock clock;

    public TendEnforcement(BreachStore breaches, EnforcementJournal journal, Clock clock) {
        this.breaches = breaches;
        this.journal = journal;
        this.clock = clock;
    }

    /** From the moment this returns nothing is taken away any more. */
    public EnforcementSwitch stop(TenantId tenant, String by, String why) {
        EnforcementSwitch position = position(true, by, why);
        breaches.turn(tenant, position); // first: a ledger that cannot be written must not keep anything from being stopped
        journal.turned(tenant, position);
        return position;
    }

    public EnforcementSwitch resume(TenantId tenant, String by, String why) {
        EnforcementSwitch position = position(false, by, why);
        journal.turned(tenant, position);
        breaches.turn(tenant, position);
        return position;
    }

    private EnforcementSwitch position(boolean stopped, String by, String why) {
        return new EnforcementSwitch(stopped, Optional.of(by), Optional.of(clock.instant()), why);
    }

    /**
     * Lets a breach be until an instant.
     *
     * @throws IllegalArgumentException where there is no such breach, or the instant is over
     */
    public Breach exempt(TenantId tenant, String id, String by, Instant until, String why) {
        Breach breach = breaches.breach(tenant, id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no breach has the id '%s'; see 'grantkeeper enforcement status'".formatted(id)));
        if (!until.isAfter(clock.instant())) {
            throw new IllegalArgumentException("an exception has to end in the future; %s is over".formatted(until));
        }
        Breach exempt = breach.exempt(by, until, why);
        journal.exempted(tenant, exempt);
        breaches.save(tenant, exempt);
        return exempt.withRevision(exempt.revision() + 1);
    }
}
