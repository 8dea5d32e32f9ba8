package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.owners.answers.ShortDigests;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reports the first complete sweep of a connection to the security team, once. */
public final class BaselineReport {
    private static final int PAGE = 200;
    private static final int LINES = 25;

    private final AccessStore access;
    private final SweepStore sweeps;
    private final WithheldAlertStore store;
    private final AlertSettings settings;
    private final ExactlyOnceDelivery delivery;
    private final Function<ProviderId, String> providerNames;
    private final Clock clock;

    public BaselineReport(
            AccessStore access,
            SweepStore sweeps,
            SendStore sends,
            WithheldAlertStore store,
            List<AlertChannel> channels,
            AlertSettings settings,
            Function<ProviderId, String> providerNames,
            Clock clock) {
        this.access = access;
        this.sweeps = sweeps;
        this.store = store;
        this.settings = settings;
        this.delivery = new ExactlyOnceDelivery(sends, channels, settings.lease(), clock);
        this.providerNames = providerNames;
        this.clock = clock;
    }

    /** The result of sending a report. */
    enum Result {
        SENT,
        /** The first sweep is not complete, or ended just now. */
        NOT_DUE,
        /** Another worker is sending it, or was interrupted while doing so. */
        BUSY
    }

    /**
     * Sends the report, unless the first sweep is not complete yet.
     *
     * @param withheld the alerts that wait for a release, at least one
     */
    Result send(TenantId tenant, ConnectionId connection, List<WithheldAlert> withheld) throws ChannelException {
        Optional<Instant> baseline = sweeps.connection(tenant, connection).baselineAt();
        if (baseline.isEmpty()
                || clock.instant()
                        .isBefore(baseline.get().plus(settings.pacing().reportDelay()))) {
            return Result.NOT_DUE;
        }
        Optional<ExactlyOnceDelivery.Route> route = delivery.routeTo(settings.securityTeam());
        if (route.isEmpty()) {
            throw ChannelException.rejected("no channel can reach the security team; configure email or Slack");
        }
        WithheldAlert anchor = withheld.stream()
                .min(Comparator.comparing(alert -> alert.identity()))
                .orElseThrow();
        String id = ShortDigests.of(
                "first-sweep", connection.toString(), baseline.get().toString());
        if (!delivery.send(tenant, id, anchor.identity(), route.get(), message(tenant, connection, withheld))) {
            return Result.BUSY;
        }
        markReported(tenant, connection);
        return Result.SENT;
    }

    private void markReported(TenantId tenant, ConnectionId connection) {
        AlertControls controls = store.controls(tenant);
        try {
            store.saveControls(tenant, controls.withReported(connection));
        } catch (ConcurrentWriteException _) {
            // The next run finds the report sent, and marks it then.
        }
    }

    private AlertMessage message(TenantId tenant, ConnectionId connection, List<WithheldAlert> withheld) {
        int identities = 0;
        List<ProviderId> providers = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            StorePage<IdentitySummary> page =
                    access.identities(tenant, new IdentityQuery.OfConnection(connection), PAGE, next);
            identities += page.items().size();
            page.items().stream().map(IdentitySummary::provider).limit(1).forEach(providers::add);
            next = page.next();
        } while (next.isPresent());
        String provider = providers.stream().findFirst().map(providerNames).orElseGet(connection::toString);
        return message(provider, connection, identities, withheld);
    }

    /**
     * Writes the report.
     *
     * @param provider the provider's display name
     * @param identities the number of identities that the sweep found
     */
    static AlertMessage message(
            String provider, ConnectionId connection, int identities, List<WithheldAlert> withheld) {
        long people = withheld.stream().map(WithheldAlert::recipient).distinct().count();
        return new AlertMessage(
                "The first sweep of %s is complete".formatted(provider),
                "%s (%s), %d identities".formatted(provider, connection, identities),
                withheld.stream()
                        .map(WithheldAlert::severity)
                        .reduce(Severity::max)
                        .orElse(Severity.UNKNOWN),
                ("Grantkeeper has findings about %d of them: %s. It has asked nobody else yet. If you release"
                                + " everything, Grantkeeper asks %d people. See whom with 'grantkeeper alerts preview"
                                + " --connection %s', then run 'grantkeeper alerts release --connection %s'.")
                        .formatted(
                                withheld.stream()
                                        .map(WithheldAlert::identity)
                                        .distinct()
                                        .count(),
                                counts(withheld),
                                people,
                                connection,
                                connection),
                List.of(),
                withheld.stream()
                        .sorted(Comparator.comparing(WithheldAlert::severity)
                                .reversed()
                                .thenComparing(WithheldAlert::key))
                        .limit(LINES)
                        .map(BaselineReport::line)
                        .distinct()
                        .toList(),
                "",
                List.of(),
                "",
                withheld.size() > LINES ? "The most severe" : "What waits",
                List.of());
    }

    private static String counts(List<WithheldAlert> withheld) {
        return SendWithheldAlerts.bySeverity(withheld).entrySet().stream()
                .map(entry -> "%d %s"
                        .formatted(entry.getValue(), entry.getKey().name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
    }

    private static String line(WithheldAlert alert) {
        return "%s (%s), to ask %s"
                .formatted(
                        alert.identityName(), alert.severity().name().toLowerCase(Locale.ROOT), alert.recipientName());
    }
}
