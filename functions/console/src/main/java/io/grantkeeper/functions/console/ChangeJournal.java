package io.grantkeeper.functions.console;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.EntryStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Records in the ledger, before a change is carried out, who requested it and from which session. The session is named
 * by the digest under which it is stored, never by its cookie. What the change did has its own entries.
 */
final class ChangeJournal {
    private final TenantId tenant;
    private final EntryStore entries;
    private final SaltStore salts;
    private final Clock clock;

    ChangeJournal(TenantId tenant, EntryStore entries, SaltStore salts, Clock clock) {
        this.tenant = tenant;
        this.entries = entries;
        this.salts = salts;
        this.clock = clock;
    }

    void record(ApiCall call) {
        Caller caller = call.by();
        Instant now = clock.instant();
        Pseudonyms names = new Pseudonyms(salts);
        String session = caller.session().map(ConsoleSession::id).orElse("none");
        LedgerEntry entry = LedgerEntry.of(
                        "change.requested/%s/%s/%s/%s"
                                .formatted(call.operation().id(), now, session, ConsoleTokens.random()),
                        tenant,
                        now,
                        new LedgerEvent.ChangeRequested(
                                call.operation().id(), names.ofInstallation(tenant, caller.issuer()), session),
                        EntryActor.function("console"))
                .withCause(Optional.of(names.ofAddress(tenant, caller.by())));
        var _ = entries.add(tenant, identity(call).map(entry::withIdentity).orElse(entry));
    }

    private static Optional<IdentityId> identity(ApiCall call) {
        return Optional.ofNullable(call.path().get("key")).flatMap(IdentityKeys::identity);
    }
}
