package io.grantkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Tests the recognition of first-party apps on a list of the providers' own apps and of impostors. At least 98 percent
 * of the own apps, and none of the impostors, must be recognized. The list was compiled from the providers' pages
 * before the recognizer was changed.
 */
class FirstPartyAccuracyTest {

    private static final String UNKNOWN_ID = "f3a5b8c0-4d1e-4c7b-9a2f-0d6e5b1c8a77";

    private static final List<ListedApp> APPS = read();

    /** One row of the list. Absent values are empty. */
    private record ListedApp(
            boolean own,
            String provider,
            String clientId,
            String name,
            String publisher,
            boolean verified,
            String hosts,
            String organization) {

        AppDescription description() {
            AppDescription app = AppDescription.named(provider, name);
            if (clientId.startsWith(AppDescription.assignedName(""))) {
                app = app.withOtherIds(Set.of(clientId));
            } else if (!clientId.isEmpty()) {
                app = app.withClientId(clientId);
            }
            if (!organization.isEmpty()) {
                app = app.withOwnerOrganization(organization);
            }
            if (!publisher.isEmpty()) {
                app = verified ? app.withVerifiedPublisher(publisher) : app.withPublisher(publisher);
            }
            if (!hosts.isEmpty()) {
                app = app.withDomains(hosts.split(","));
            }
            return app;
        }
    }

    @Test
    void listsAtLeast300OwnAppsOfAllProvidersAndAtLeast100Impostors() {
        assertThat(APPS.stream().filter(ListedApp::own).count()).isGreaterThanOrEqualTo(300);
        assertThat(APPS.stream().filter(app -> !app.own()).count()).isGreaterThanOrEqualTo(100);
        assertThat(APPS.stream().map(ListedApp::provider).distinct())
                .containsExactlyInAnyOrder(
                        "microsoft", "google", "github", "slack", "okta", "openai", "anthropic", "salesforce");
    }

    @Test
    void recognizesOwnApps() {
        List<ListedApp> own = APPS.stream().filter(ListedApp::own).toList();
        List<ListedApp> missed =
                own.stream().filter(app -> !isFirstParty(app.description())).toList();
        Map<String, Long> byProvider = missed.stream()
                .collect(Collectors.groupingBy(ListedApp::provider, TreeMap::new, Collectors.counting()));
        System.out.printf(
                Locale.ROOT,
                "First-party apps: %d of %d recognized (%.4f), missed by provider: %s%n",
                own.size() - missed.size(),
                own.size(),
                1 - (double) missed.size() / own.size(),
                byProvider);
        missed.forEach(app -> System.out.println("  missed " + app));
        assertThat((double) missed.size() / own.size()).isLessThanOrEqualTo(0.02);
    }

    @Test
    void recognizesNoImpostor() {
        List<ListedApp> impostors = APPS.stream().filter(app -> !app.own()).toList();
        List<ListedApp> wrong = impostors.stream()
                .filter(app -> isFirstParty(app.description()))
                .toList();
        System.out.printf(Locale.ROOT, "Impostors: %d of %d called first-party%n", wrong.size(), impostors.size());
        assertThat(wrong).isEmpty();
    }

    /**
     * Derives impostors from the own apps: keeps an app's name, but replaces or omits the evidence that the app is the
     * provider's own.
     */
    @Test
    void recognizesNoDerivedImpostor() {
        List<AppDescription> impostors = APPS.stream()
                .filter(ListedApp::own)
                .flatMap(app -> {
                    AppDescription named = AppDescription.named(app.provider(), app.name());
                    return List.of(
                            named,
                            named.withClientId(UNKNOWN_ID),
                            named.withPublisher("Northwind Traders"),
                            named.withVerifiedPublisher("Northwind Traders"),
                            named.withDomains("northwind.example"),
                            named.withDomains("northwind.github.io"),
                            app.clientId().isEmpty()
                                    ? app.description().withVerifiedPublisher("Northwind Traders")
                                    : named,
                            app.clientId().isEmpty()
                                    ? app.description().withDomains((app.hosts() + ",northwind.example").split(","))
                                    : named)
                            .stream();
                })
                .toList();
        List<AppDescription> wrong =
                impostors.stream().filter(FirstPartyAccuracyTest::isFirstParty).toList();
        System.out.printf(
                Locale.ROOT, "Derived impostors: %d of %d called first-party%n", wrong.size(), impostors.size());
        assertThat(wrong).isEmpty();
    }

    private static boolean isFirstParty(AppDescription app) {
        return AppCatalog.standard().recognize(app).firstParty();
    }

    private static List<ListedApp> read() {
        try (var in =
                Objects.requireNonNull(FirstPartyAccuracyTest.class.getResourceAsStream("first-party-apps.tsv"))) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> (line + "\t\t\t\t\t\t\t\t\t").split("\t", -1))
                    .map(cells -> new ListedApp(
                            cells[0].equals("own"),
                            cells[1],
                            cells[2],
                            cells[3],
                            cells[4],
                            cells[5].equals("true"),
                            cells[6],
                            cells[7]))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
