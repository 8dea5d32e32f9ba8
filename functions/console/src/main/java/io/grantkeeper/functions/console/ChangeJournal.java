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
import java.util.function.Function;

/**
 * Records each sign-in, requested change and data export in the ledger before it happens. An entry names the session by
 * the digest under which it is stored, never by its cookie. The effects of a change have their own entries.
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

    /** Records the request for a change. */
    void changed(ApiCall call) {
        Caller caller = call.by();
        LedgerEntry entry = entry(
                "change.requested/" + call.operation().id(),
                caller,
                session(caller),
                issuer -> new LedgerEvent.ChangeRequested(call.operation().id(), issuer, session(caller)));
        var _ = entries.add(tenant, identity(call).map(entry::withIdentity).orElse(entry));
    }

    /** Records that a caller receives a file. */
    void exported(ApiCall call) {
        Caller caller = call.by();
        var _ = entries.add(
                tenant,
                entry(
                        "data.exported/" + call.operation().id(),
                        caller,
                        session(caller),
                        issuer -> new LedgerEvent.DataExported(call.operation().id(), issuer, session(caller))));
    }

    /** Records that a person signed in. */
    void signedIn(ConsoleSession session) {
        var _ = entries.add(
                tenant,
                entry(
                        "session.started/" + session.signIn(),
                        Caller.of(session),
                        session.id(),
                        issuer -> new LedgerEvent.SessionStarted(session.signIn(), issuer, session.id())));
    }

    private static String session(Caller caller) {
        return caller.session().map(ConsoleSession::id).orElse("none");
    }

    private LedgerEntry entry(String about, Caller caller, String session, Function<String, LedgerEvent> event) {
        Instant now = clock.instant();
        Pseudonyms names = new Pseudonyms(salts);
        return LedgerEntry.of(
                        "%s/%s/%s/%s".formatted(about, now, session, ConsoleTokens.random()),
                        tenant,
                        now,
                        event.apply(names.ofInstallation(tenant, caller.issuer())),
                        EntryActor.function("console"))
                .withCause(Optional.of(names.ofAddress(tenant, caller.by())));
    }

    private static Optional<IdentityId> identity(ApiCall call) {
        return Optional.ofNullable(call.path().get("key")).flatMap(IdentityKeys::identity);
    }
}
