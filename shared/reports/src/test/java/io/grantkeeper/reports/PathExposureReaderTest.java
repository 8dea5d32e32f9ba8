package io.grantkeeper.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.evidence.report.PathExposure;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.PathFactRow;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.paths.PathTrust;
import io.grantkeeper.paths.PathZone;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryPathFactStore;
import io.grantkeeper.store.testkit.ModelSamples;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PathExposureReaderTest {
    @Test
    void listsEveryZoneAndUncollectedFactsForEmptyInventory() {
        PathExposure exposure = PathExposureReader.read(
                new TenantId("acme"),
                List.of(),
                new InMemoryAccessStore(new InMemoryFindingStore()),
                new PathSettings(
                        List.of(new PathZone("finance-mail", Set.of("github:deploy"), Set.of())),
                        List.of(new PathTrust("github:deploy", "aws:production", "OIDC"))),
                LocalDate.of(2026, 11, 20),
                Instant.parse("2026-11-28T12:00:00Z"));

        assertThat(exposure.zones()).extracting(PathExposure.Zone::name).containsExactly("tier-zero", "finance-mail");
        assertThat(exposure.zones().getFirst().sentence())
                .isEqualTo("tier-zero: 0 of 0 identities outside the zone reach it, and 0 of 0 people.");
        assertThat(exposure.source()).contains("2026-11-20");
        assertThat(exposure.notCollected()).isNotEmpty();
    }

    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    /** Returns the number of calls to each method of the store while the exposure on a day was computed. */
    private static Map<String, Integer> reads(InMemoryPathFactStore facts, LocalDate day) {
        InMemoryFindingStore findings = new InMemoryFindingStore();
        InMemoryAccessStore stored = new InMemoryAccessStore(findings);
        for (int i = 0; i < 5; i++) {
            stored.saveSummary(
                    ACME,
                    ModelSamples.summary(
                            ModelSamples.appId("app" + i), IdentityStatus.ACTIVE, Severity.LOW, Optional.empty()));
        }
        Map<String, Integer> calls = new TreeMap<>();
        AccessStore counting = (AccessStore) Proxy.newProxyInstance(
                AccessStore.class.getClassLoader(), new Class<?>[] {AccessStore.class}, (proxy, method, arguments) -> {
                    calls.merge(method.getName(), 1, Integer::sum);
                    return method.invoke(stored, arguments);
                });
        PathExposure exposure = PathExposureReader.read(
                ACME,
                List.of(Connection.of(ACME, ModelSamples.ACME, ModelSamples.GOOGLE, Map.of(), Map.of())),
                counting,
                Optional.of(facts),
                PathSettings.none(),
                day,
                NOW);
        assertThat(exposure.zones()).hasSize(1);
        return calls;
    }

    @Test
    void readsOnlyPathFactsAndOnePageOfIdentitiesOnceFactsAreComplete() {
        InMemoryPathFactStore facts = new InMemoryPathFactStore();
        facts.save(ACME, new PathFactRow(PathFactRow.COMPLETE, "", "", List.of(), NOW.minusSeconds(60), 0));

        assertThat(reads(facts, LocalDate.of(2026, 11, 28))).isEqualTo(Map.of("identities", 1));
        assertThat(reads(facts, LocalDate.of(2026, 11, 20)))
                .as("an earlier day is known only to the inventory")
                .containsEntry("identityRecord", 5);
    }

    @Test
    void statesHowManyRowsHaveChangedSinceRequestedDay() {
        InMemoryAccessStore stored = new InMemoryAccessStore(new InMemoryFindingStore());
        Instant monday = Instant.parse("2026-11-16T08:00:00Z");
        Instant friday = Instant.parse("2026-11-20T08:00:00Z");
        Person ana = Person.of(
                new PersonId(ModelSamples.ACME, "ana"), "Ana", KnownOrUnknown.unknown(), EmploymentStatus.ACTIVE);
        Person kim = Person.of(
                new PersonId(ModelSamples.ACME, "kim"), "Kim", KnownOrUnknown.unknown(), EmploymentStatus.ACTIVE);
        observe(stored, monday, ana, kim);
        observe(stored, friday, ana.withAliases(Set.of(new Alias("google-role", "super-admin"))));

        assertThat(notCollected(stored, "2026-11-17"))
                .contains(
                        "the content at 2026-11-18T00:00 of rows that changed later (1), whose present content is used"
                                + " instead");
        assertThat(notCollected(stored, "2026-11-20")).noneMatch(words -> words.contains("changed later"));
        assertThat(notCollected(stored, "2026-11-10"))
                .as("nothing existed yet")
                .noneMatch(words -> words.contains("changed later"));
    }

    private static void observe(InMemoryAccessStore stored, Instant at, Person... people) {
        stored.apply(
                ACME,
                new ObservationBatch(
                        at,
                        false,
                        Arrays.stream(people)
                                .<AccessObservation>map(AccessObservation.PersonObserved::new)
                                .toList()));
    }

    private static List<String> notCollected(AccessStore stored, String day) {
        return PathExposureReader.read(
                        ACME,
                        List.of(Connection.of(ACME, ModelSamples.ACME, ModelSamples.GOOGLE, Map.of(), Map.of())),
                        stored,
                        LocalDate.parse(day),
                        NOW)
                .notCollected();
    }

    @Test
    void readsInventoryBeforeFirstDailyRun() {
        assertThat(reads(new InMemoryPathFactStore(), LocalDate.of(2026, 11, 28)))
                .containsEntry("identityRecord", 5);
    }
}
