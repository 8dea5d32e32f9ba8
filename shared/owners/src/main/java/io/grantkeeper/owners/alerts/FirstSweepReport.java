package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.owners.answers.ShortDigests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reports each connection's first complete sweep to the security team, only once. */
public final class FirstSweepReport {
    private static final int PAGE = 200;
    private static final int LINES = 25;

    /** The maximum time that the report of a complete first sweep waits for the first sweeps of other connections. */
    private static final Duration OTHERS_AT_MOST = Duration.ofHours(1);

    private final AccessStore access;
    private final SweepStore sweeps;
    private final WithheldAlertStore store;
    private final AlertSettings settings;
    private final ExactlyOnceDelivery delivery;
    private final Function<ProviderId, String> providerNames;
    private final Clock clock;

    public FirstSweepReport(
            AccessStore access,
            SweepStore sweeps,
            AlertDeliveryStore sends,
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
        /** The first sweep is not complete, or has only just ended. */
        NOT_DUE,
        /** Another worker is sending the report, or was interrupted while doing so. */
        BUSY
    }

    /**
     * Sends one report about the first sweeps that are complete. While the first sweep of another connection is
     * running, the report waits up to an hour, so that a new installation is reported only once.
     *
     * @param withheld the alerts that wait for a release, for each connection that is not reported yet
     */
    Result send(TenantId tenant, Map<ConnectionId, List<WithheldAlert>> withheld) throws ChannelException {
        Map<ConnectionId, Instant> complete = new TreeMap<>();
        withheld.keySet()
                .forEach(connection -> sweeps.connection(tenant, connection)
                        .baselineAt()
                        .ifPresent(at -> complete.put(connection, at)));
        Instant now = clock.instant();
        Duration delay = settings.pacing().reportDelay();
        Duration wait = delay.isPositive() && complete.size() < withheld.size() ? OTHERS_AT_MOST : delay;
        if (complete.values().stream().noneMatch(at -> !now.isBefore(at.plus(wait)))) {
            return Result.NOT_DUE;
        }
        Optional<ExactlyOnceDelivery.Route> route = delivery.routeTo(settings.securityTeam());
        if (route.isEmpty()) {
            throw ChannelException.rejected("no channel can reach the security team; configure email or Slack");
        }
        String id = ShortDigests.of("first-sweep", complete.toString());
        List<Sweep> reported = complete.keySet().stream()
                .map(connection -> sweep(tenant, connection, withheld.getOrDefault(connection, List.of())))
                .toList();
        if (!delivery.send(tenant, id, ExactlyOnceDelivery.TO_PEOPLE, route.get(), message(reported))) {
            return Result.BUSY;
        }
        complete.keySet().forEach(connection -> markReported(tenant, connection));
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

    /**
     * The result of one first sweep.
     *
     * @param provider the provider's display name
     * @param identities the number of identities that the sweep found
     */
    record Sweep(String provider, ConnectionId connection, int identities, List<WithheldAlert> withheld) {
        Sweep {
            withheld = List.copyOf(withheld);
        }

        String line() {
            return "%s (%s): %d identities, findings about %d".formatted(provider, connection, identities, concerned());
        }

        long concerned() {
            return withheld.stream().map(WithheldAlert::identity).distinct().count();
        }
    }

    private Sweep sweep(TenantId tenant, ConnectionId connection, List<WithheldAlert> withheld) {
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
        return new Sweep(provider, connection, identities, withheld);
    }

    /** Writes the report about the first sweep of at least one connection. */
    static AlertMessage message(List<Sweep> sweeps) {
        List<WithheldAlert> withheld =
                sweeps.stream().flatMap(sweep -> sweep.withheld().stream()).toList();
        int identities = sweeps.stream().mapToInt(Sweep::identities).sum();
        boolean single = sweeps.size() == 1;
        Sweep first = sweeps.getFirst();
        String option = single ? " --connection " + first.connection() : "";
        List<String> lines = new ArrayList<>();
        if (!single) {
            sweeps.stream().map(Sweep::line).forEach(lines::add);
        }
        withheld.stream()
                .sorted(Comparator.comparing(WithheldAlert::severity).reversed().thenComparing(WithheldAlert::key))
                .limit(LINES)
                .map(FirstSweepReport::line)
                .distinct()
                .forEach(lines::add);
        return new AlertMessage(
                single
                        ? "The first sweep of %s is complete".formatted(first.provider())
                        : "The first sweeps of %d connections are complete".formatted(sweeps.size()),
                single
                        ? "%s (%s), %d identities".formatted(first.provider(), first.connection(), identities)
                        : "%d connections, %d identities".formatted(sweeps.size(), identities),
                withheld.stream()
                        .map(WithheldAlert::severity)
                        .reduce(Severity::max)
                        .orElse(Severity.UNKNOWN),
                ("Grantkeeper has findings about %d of them: %s. It has asked nobody else yet. If you release"
                                + " everything, Grantkeeper asks %d people. To list them, run 'grantkeeper alerts preview%s'."
                                + " To release the alerts, run 'grantkeeper alerts release%s'.")
                        .formatted(
                                sweeps.stream().mapToLong(Sweep::concerned).sum(),
                                counts(withheld),
                                withheld.stream()
                                        .map(WithheldAlert::recipient)
                                        .distinct()
                                        .count(),
                                option,
                                option),
                List.of(),
                lines,
                "",
                List.of(),
                "",
                withheld.size() <= LINES
                        ? "Withheld alerts"
                        : single ? "The most severe" : "The connections and the most severe findings",
                List.of());
    }

    private static String counts(List<WithheldAlert> withheld) {
        return SendWithheldAlerts.bySeverity(withheld).entrySet().stream()
                .map(entry -> "%d %s"
                        .formatted(entry.getValue(), entry.getKey().name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
    }

    private static String line(WithheldAlert alert) {
        return "%s (%s), recipient: %s"
                .formatted(
                        alert.identityName(), alert.severity().name().toLowerCase(Locale.ROOT), alert.recipientName());
    }
}
