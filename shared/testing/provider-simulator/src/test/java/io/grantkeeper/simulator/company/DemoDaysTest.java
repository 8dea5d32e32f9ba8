package io.grantkeeper.simulator.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests the demo company's scripted days. */
class DemoDaysTest {

    private final Company company = Company.demo();

    private static <F extends SimulatedEvent> List<F> of(List<SimulatedEvent> facts, Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void firstDayHasEveryKindOfEvent() {
        Set<Class<?>> kinds = company.stepDay().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        SimulatedEvent.AppAppeared.class,
                        SimulatedEvent.GrantAppeared.class,
                        SimulatedEvent.ScopesExpanded.class,
                        SimulatedEvent.ReachExpanded.class,
                        SimulatedEvent.PersonLeft.class,
                        SimulatedEvent.TokenNearsExpiry.class,
                        SimulatedEvent.AppBecameInactive.class,
                        SimulatedEvent.AccessUnused.class,
                        SimulatedEvent.CredentialAdded.class,
                        SimulatedEvent.TokenRequested.class);
    }

    @Test
    void reportsEachNewAppOnce() {
        Set<String> appeared = new HashSet<>();
        for (int day = 0; day < 40; day++) {
            for (SimulatedEvent.AppAppeared fact : of(company.stepDay(), SimulatedEvent.AppAppeared.class)) {
                assertThat(appeared.add(fact.id())).as(fact.summary()).isTrue();
            }
        }
    }

    @Test
    void stepAdvancesClockByOneDay() {
        company.stepDay();
        assertThat(company.clock().instant()).isEqualTo(Company.START.plus(Duration.ofDays(1)));
    }

    @Test
    void reportedAppsExistInTenants() {
        for (SimulatedEvent.AppAppeared appeared : of(company.stepDay(), SimulatedEvent.AppAppeared.class)) {
            assertThat(appeared.agent()).isTrue();
            switch (appeared.provider()) {
                case GITHUB ->
                    assertThat(company.gitHub().installations().all())
                            .anyMatch(installation -> installation.slug().equals(appeared.id()));
                case GOOGLE_WORKSPACE -> {
                    CompanyPerson by = company.people().find(appeared.by()).orElseThrow();
                    assertThat(company.google().grant(by.id(), appeared.id())).isPresent();
                }
                case SLACK ->
                    assertThat(company.slack().bots().all())
                            .anyMatch(bot -> bot.appId().equals(Optional.of(appeared.id())));
                case MICROSOFT, OKTA, OPENAI, ANTHROPIC ->
                    throw new AssertionError("the company's own days have no events for " + appeared.provider());
            }
        }
    }

    @Test
    void expandedScopesIncludePreviousOnes() {
        for (int day = 0; day < 3; day++) {
            assertThat(of(company.stepDay(), SimulatedEvent.ScopesExpanded.class))
                    .isNotEmpty()
                    .allSatisfy(grew -> assertThat(grew.after().size())
                            .isGreaterThanOrEqualTo(grew.before().size()))
                    .allSatisfy(grew -> assertThat(grew.after()).isNotEqualTo(grew.before()));
        }
    }

    @Test
    void removesLeaverButKeepsTheirObjects() {
        int keys = company.gitHub().deployKeys().size();
        SimulatedEvent.PersonLeft left =
                of(company.stepDay(), SimulatedEvent.PersonLeft.class).getFirst();
        CompanyPerson person = company.people().find(left.email()).orElseThrow();
        assertThat(person.status()).isEqualTo(GoogleAccountStatus.SUSPENDED);
        assertThat(company.gitHub().members().find(left.gitHubLogin().orElseThrow()))
                .isEmpty();
        assertThat(company.google().grantsOf(person.id())).isNotEmpty();
        assertThat(company.gitHub().deployKeys().size()).isGreaterThan(keys);
    }

    @Test
    void inactiveAppIsNoLongerUsed() {
        SimulatedEvent.AppBecameInactive silent =
                of(company.stepDay(), SimulatedEvent.AppBecameInactive.class).getFirst();
        company.stepDay();
        company.stepDay();
        assertThat(company.gitHub().usage().all())
                .filteredOn(usage -> usage.name().equals(silent.id()))
                .allSatisfy(usage -> assertThat(usage.lastRequestAt()).isEqualTo(silent.lastSeen()));
    }

    @Test
    void hidesSomeEventsUntilAfterNextMorning() {
        company.stepDay();
        assertThat(company.google().report("token").values())
                .anyMatch(row -> row.visibleAt().isAfter(company.clock().instant()));
    }

    @Test
    void generatesEventsForEveryDayAfterScriptedDays() {
        for (int day = 0; day < 3; day++) {
            company.stepDay();
        }
        for (int day = 0; day < 20; day++) {
            assertThat(company.stepDay()).isNotEmpty();
        }
    }

    @Test
    void summarizesEveryEventOnOneLine() {
        for (int day = 0; day < 5; day++) {
            assertThat(company.stepDay())
                    .allSatisfy(fact ->
                            assertThat(fact.summary()).doesNotContain("\n").isNotBlank());
        }
    }

    @Test
    void daysAreReproducible() {
        Company other = Company.demo();
        for (int day = 0; day < 5; day++) {
            assertThat(company.stepDay()).isEqualTo(other.stepDay());
        }
    }
}
