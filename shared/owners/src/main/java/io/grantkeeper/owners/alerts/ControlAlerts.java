package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Records the security team's decisions about alerts, first in the ledger and then as the decisions in effect. */
public final class ControlAlerts {
    private static final int RACES = 5;

    private final WithheldAlertStore store;
    private final PendingEntryStore entries;
    private final SaltStore saltStore;
    private final Clock clock;

    public ControlAlerts(WithheldAlertStore store, PendingEntryStore entries, SaltStore saltStore, Clock clock) {
        this.store = store;
        this.entries = entries;
        this.saltStore = saltStore;
        this.clock = clock;
    }

    /**
     * Releases findings of first sweeps. The next run of {@link SendWithheldAlerts} sends the alerts about them. A release
     * with the id of an earlier one replaces it, and is recorded in the ledger only once.
     */
    public AlertControls release(TenantId tenant, AlertControls.Release release) {
        List<String> covers = new ArrayList<>();
        release.connection().ifPresent(connection -> covers.add("connection " + connection));
        release.product().ifPresent(product -> covers.add("product " + product));
        release.owner().ifPresent(owner -> covers.add("owner " + person(tenant, owner)));
        release.least().ifPresent(least -> covers.add("severity " + code(least)));
        return change(
                tenant,
                "released",
                covers.isEmpty() ? "everything" : String.join(", ", covers),
                release.by(),
                Optional.empty(),
                release.id(),
                controls -> controls.withRelease(release));
    }

    /**
     * Withdraws a release. Alerts that were already sent are not affected.
     *
     * @throws IllegalArgumentException if no release has the id
     */
    public AlertControls takeBack(TenantId tenant, String id, String by) {
        if (store.controls(tenant).releases().stream()
                .noneMatch(release -> release.id().equals(id))) {
            throw new IllegalArgumentException("there is no release '%s'; see 'grantkeeper alerts list'".formatted(id));
        }
        return change(tenant, "taken-back", id, by, Optional.empty(), controls -> controls.withoutRelease(id));
    }

    public AlertControls mute(TenantId tenant, String product, Instant until, String by) {
        Instant now = clock.instant();
        return change(
                tenant,
                "muted",
                "product " + product,
                by,
                Optional.of(until),
                controls -> controls.withMute(new AlertControls.Mute(product, until, by, now)));
    }

    public AlertControls unmute(TenantId tenant, String product, String by) {
        return change(
                tenant,
                "unmuted",
                "product " + product,
                by,
                Optional.empty(),
                controls -> controls.withoutMute(product));
    }

    public AlertControls snooze(TenantId tenant, String recipient, Instant until, String by) {
        Instant now = clock.instant();
        return change(
                tenant,
                "snoozed",
                "owner " + person(tenant, recipient),
                by,
                Optional.of(until),
                controls -> controls.withSnooze(new AlertControls.Snooze(recipient, until, by, now)));
    }

    public AlertControls resume(TenantId tenant, String recipient, String by) {
        return change(
                tenant,
                "resumed",
                "owner " + person(tenant, recipient),
                by,
                Optional.empty(),
                controls -> controls.withoutSnooze(recipient));
    }

    private AlertControls change(
            TenantId tenant,
            String change,
            String subject,
            String by,
            Optional<Instant> until,
            UnaryOperator<AlertControls> decision) {
        return change(tenant, change, subject, by, until, clock.instant().toString(), decision);
    }

    /**
     * Records a decision and stores it.
     *
     * @param occasion distinguishes this decision from an equal one in the ledger
     */
    private AlertControls change(
            TenantId tenant,
            String change,
            String subject,
            String by,
            Optional<Instant> until,
            String occasion,
            UnaryOperator<AlertControls> decision) {
        Instant now = clock.instant();
        var _ = decision.apply(store.controls(tenant)); // an invalid decision is not recorded
        var _ = entries.add(
                tenant,
                LedgerEntry.of(
                                "alerts.changed/%s/%s/%s".formatted(change, subject, occasion),
                                tenant,
                                now,
                                new LedgerEvent.AlertsChanged(change, subject, until.map(Instant::toString)),
                                EntryActor.function("alerts"))
                        .withCause(Optional.of(person(tenant, by))));
        for (int race = 0; ; race++) {
            try {
                return store.saveControls(tenant, decision.apply(store.controls(tenant)));
            } catch (ConcurrentWriteException e) {
                if (race >= RACES) {
                    throw e;
                }
            }
        }
    }

    private String person(TenantId tenant, String address) {
        return new Pseudonyms(saltStore).ofAddress(tenant, address);
    }

    private static String code(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
