package io.grantkeeper.simulator.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What happens at the demo company, day by day. */
class DemoDaysTest {

    private final Company company = Company.demo();

    private static <F extends Fact> List<F> of(List<Fact> facts, Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void theFirstDayHasOneOfEverythingThatMustBeNoticed() {
        Set<Class<?>> kinds = company.stepDay().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        Fact.AppAppeared.class,
                        Fact.GrantAppeared.class,
                        Fact.ScopesGrew.class,
                        Fact.ReachGrew.class,
                        Fact.PersonLeft.class,
                        Fact.TokenNearsExpiry.class,
                        Fact.AppFellSilent.class,
                        Fact.AccessUnused.class,
                        Fact.CredentialAdded.class,
                        Fact.TokenRequested.class);
    }

    @Test
    void noAppAppearsTwice() {
        Set<String> appeared = new HashSet<>();
        for (int day = 0; day < 40; day++) {
            for (Fact.AppAppeared fact : of(company.stepDay(), Fact.AppAppeared.class)) {
                assertThat(appeared.add(fact.id())).as(fact.summary()).isTrue();
            }
        }
    }

    @Test
    void aStepMovesTheClockByADay() {
        company.stepDay();
        assertThat(company.clock().instant()).isEqualTo(Company.START.plus(Duration.ofDays(1)));
    }

    @Test
    void anAgentThatAppearsIsThere() {
        for (Fact.AppAppeared appeared : of(company.stepDay(), Fact.AppAppeared.class)) {
            assertThat(appeared.agent()).isTrue();
            switch (appeared.provider()) {
                case GITHUB ->
                    assertThat(company.gitHub().installations().all())
                            .anyMatch(installation -> installation.slug().equals(appeared.id()));
                case GOOGLE_WORKSPACE -> {
                    Person by = company.people().find(appeared.by()).orElseThrow();
                    assertThat(company.google().grant(by.id(), appeared.id())).isPresent();
                }
                case SLACK ->
                    assertThat(company.slack().bots().all())
                            .anyMatch(bot -> bot.appId().equals(Optional.of(appeared.id())));
                case MICROSOFT, OKTA, OPENAI, ANTHROPIC ->
                    throw new AssertionError("the company's own days know nothing of " + appeared.provider());
            }
        }
    }

    @Test
    void scopesThatGrewHoldWhatTheyHeldAndMore() {
        for (int day = 0; day < 3; day++) {
            assertThat(of(company.stepDay(), Fact.ScopesGrew.class))
                    .isNotEmpty()
                    .allSatisfy(grew -> assertThat(grew.after().size())
                            .isGreaterThanOrEqualTo(grew.before().size()))
                    .allSatisfy(grew -> assertThat(grew.after()).isNotEqualTo(grew.before()));
        }
    }

    @Test
    void whoeverLeavesIsSuspendedInGoogleAndGoneFromGitHubWhileWhatTheyMadeStays() {
        int keys = company.gitHub().deployKeys().size();
        Fact.PersonLeft left = of(company.stepDay(), Fact.PersonLeft.class).getFirst();
        Person person = company.people().find(left.email()).orElseThrow();
        assertThat(person.status()).isEqualTo(PersonStatus.SUSPENDED);
        assertThat(company.gitHub().members().find(left.gitHubLogin().orElseThrow()))
                .isEmpty();
        assertThat(company.google().grantsOf(person.id())).isNotEmpty();
        assertThat(company.gitHub().deployKeys().size()).isGreaterThan(keys);
    }

    @Test
    void aSilentAppIsUsedNoMore() {
        Fact.AppFellSilent silent =
                of(company.stepDay(), Fact.AppFellSilent.class).getFirst();
        company.stepDay();
        company.stepDay();
        assertThat(company.gitHub().usage().all())
                .filteredOn(usage -> usage.name().equals(silent.id()))
                .allSatisfy(usage -> assertThat(usage.lastRequestAt()).isEqualTo(silent.lastSeen()));
    }

    @Test
    void someOfTheDaysEventsAreNotYetVisibleNextMorning() {
        company.stepDay();
        assertThat(company.google().report("token").values())
                .anyMatch(row -> row.visibleAt().isAfter(company.clock().instant()));
    }

    @Test
    void afterTheScriptTheDaysGoOn() {
        for (int day = 0; day < 3; day++) {
            company.stepDay();
        }
        for (int day = 0; day < 20; day++) {
            assertThat(company.stepDay()).isNotEmpty();
        }
    }

    @Test
    void everyFactIsToldInOneSentence() {
        for (int day = 0; day < 5; day++) {
            assertThat(company.stepDay())
                    .allSatisfy(fact ->
                            assertThat(fact.summary()).doesNotContain("\n").isNotBlank());
        }
    }

    @Test
    void twoDemosAreTheSameDayForDay() {
        Company other = Company.demo();
        for (int day = 0; day < 5; day++) {
            assertThat(company.stepDay()).isEqualTo(other.stepDay());
        }
    }
}
