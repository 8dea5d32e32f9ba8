package io.grantkeeper.functions.console;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Records each sign-in, requested change and data export in the ledger before it happens. An entry names the session by
 * the digest under which it is stored, never by its cookie. The effects of a change have their own entries.
 */
final class ConsoleActionRecorder {
    private final TenantId tenant;
    private final PendingEntryStore entries;
    private final SaltStore salts;
    private final Clock clock;

    ConsoleActionRecorder(TenantId tenant, PendingEntryStore entries, SaltStore salts, Clock clock) {
        this.tenant = tenant;
        this.entries = entries;
        this.salts = salts;
        this.clock = clock;
    }

    /** Records that a caller requested a change. */
    void changed(AuthorizedApiCall call) {
        ConsoleCaller caller = call.by();
        LedgerEntry entry = entry(
                "change.requested/" + call.operation().id(),
                caller,
                session(caller),
                issuer -> new LedgerEvent.ChangeRequested(call.operation().id(), issuer, session(caller)));
        var _ = entries.add(tenant, identity(call).map(entry::withIdentity).orElse(entry));
    }

    /** Records that a caller exports data as a file. */
    void exported(AuthorizedApiCall call) {
        ConsoleCaller caller = call.by();
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
                        ConsoleCaller.of(session),
                        session.id(),
                        issuer -> new LedgerEvent.SessionStarted(session.signIn(), issuer, session.id())));
    }

    private static String session(ConsoleCaller caller) {
        return caller.session().map(ConsoleSession::id).orElse("none");
    }

    private LedgerEntry entry(String about, ConsoleCaller caller, String session, Function<String, LedgerEvent> event) {
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

    private static Optional<IdentityId> identity(AuthorizedApiCall call) {
        return Optional.ofNullable(call.path().get("key")).flatMap(EncodedIdentityIds::identity);
    }
}
