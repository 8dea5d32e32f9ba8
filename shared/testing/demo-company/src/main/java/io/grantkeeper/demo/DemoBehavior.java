package io.grantkeeper.demo;

import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentCorrelator;
import io.grantkeeper.behavior.incident.IncidentEntry;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.local.suite.ActivityBackfill;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.simulator.company.DemoActivity;
import io.grantkeeper.simulator.entra.EntraTenantActions;
import io.grantkeeper.simulator.entra.EntraTenantActions.SignInType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The part of the demo that is about behavior. It fills the profiles with activity from the past weeks, and compares
 * the reported signals with the actual events.
 */
final class DemoBehavior {
    private static final Duration PAST = Duration.ofDays(36);
    private static final String RATED = "Mailbox backup";
    private static final Set<String> WITH_HISTORY = Set.of("github", "google");

    private final DemoCompany company;
    private final LocalSuite suite;
    private final DemoActivity activity;

    DemoBehavior(DemoCompany company, LocalSuite suite) {
        this.company = company;
        this.suite = suite;
        this.activity = new DemoActivity(company.simulator().company());
    }

    /** Adds the activity of the past weeks to the logs and reads it, as {@code grantkeeper behavior backfill} does. */
    int learnPast() {
        activity.addPast(company.simulator().clock().instant());
        ActivityBackfill backfill = new ActivityBackfill(
                company::credential,
                suite.stores().activities(),
                company.simulator().clock());
        int activities = 0;
        for (Connection connection : company.connections()) {
            if (WITH_HISTORY.contains(connection.provider().value())) {
                activities += ConnectorRegistry.standard().find(connection.provider()).stream()
                        .flatMap(connector -> backfill.fill(connector, connection, PAST).stream())
                        .mapToInt(ActivityBackfill.Filled::activities)
                        .sum();
            }
        }
        return activities;
    }

    List<DemoActivity.Scenario> addDay(Instant start) {
        List<DemoActivity.Scenario> scenarios = new ArrayList<>(activity.addDay(start));
        scenarios.add(addVerdict(start.plus(Duration.ofHours(8))));
        return scenarios;
    }

    /** Adds sign-ins of an app at Entra, and Microsoft's verdict about it. */
    private DemoActivity.Scenario addVerdict(Instant at) {
        EntraTenantActions entra = company.simulator().entraDouble().actions();
        for (int minute = 10; minute <= 50; minute += 10) {
            entra.signIn(
                    SignInType.SERVICE_PRINCIPAL,
                    RATED,
                    Optional.empty(),
                    "198.51.100.44",
                    "Office 365 Exchange Online",
                    at.minus(Duration.ofMinutes(minute)));
        }
        entra.rate(RATED, "atRisk", "high", at);
        entra.detect(RATED, "suspiciousSignins", "atRisk", "high", at);
        return new DemoActivity.Scenario(
                "Microsoft considers %s to be at high risk".formatted(RATED), true, List.of(RATED));
    }

    /** Compares the scenarios with the signals that were reported, and returns the result for each scenario. */
    List<DemoReport.Watched> compare(List<DemoActivity.Scenario> scenarios) {
        List<Incident> incidents =
                new IncidentCorrelator(suite.stores().incidents()).since(DemoCompany.TENANT, Instant.EPOCH);
        List<DemoReport.Watched> watched = new ArrayList<>();
        for (DemoActivity.Scenario scenario : scenarios) {
            List<IncidentEntry> signals = incidents.stream()
                    .flatMap(incident -> incident.timeline().stream())
                    .filter(entry -> entry.profile().isPresent())
                    .filter(entry -> names(entry.identity()).stream().anyMatch(scenario.identities()::contains))
                    .toList();
            Optional<IncidentEntry> worst = signals.stream()
                    .filter(entry -> entry.severity().atLeast(Severity.MEDIUM))
                    .max(Comparator.comparing(IncidentEntry::severity));
            watched.add(new DemoReport.Watched(
                    scenario.what(),
                    scenario.attack(),
                    worst.isPresent(),
                    worst.map(entry -> "%s: %s"
                                    .formatted(entry.severity().name().toLowerCase(Locale.ROOT), entry.sentence()))
                            .orElse("nobody was notified")));
        }
        return watched;
    }

    private Set<String> names(IdentityId identity) {
        AccessStore access = suite.stores().access();
        Set<String> names = new HashSet<>(Set.of(identity.externalId()));
        access.outline(DemoCompany.TENANT, identity).ifPresent(found -> {
            names.add(found.identity().content().displayName().raw());
            found.identity().content().aliases().stream().map(Alias::value).forEach(names::add);
        });
        return names;
    }
}
