package io.grantkeeper.revocation;

import static io.grantkeeper.store.testkit.Samples.DANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttp;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.identity.store.Revocation.Outcome;
import io.grantkeeper.identity.store.Revocation.Taken;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryRevocationStore;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.SteppingClock;
import io.grantkeeper.store.testkit.kill.KillTest;
import io.grantkeeper.store.testkit.kill.ProcessDied;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Revoking access")
class RevokeAccessTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final IdentityId NOTES = Samples.appId("notes");
    private static final RevocationRequest DANAS = new RevocationRequest("dana", Samples.NOON);

    private final InMemoryRevocationStore records = new InMemoryRevocationStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());
    private final Provider provider = new Provider();
    private final SteppingClock clock = new SteppingClock(Samples.minute(1));
    /** When the latest sweep that read everything began. */
    private Optional<Instant> listedFrom = Optional.empty();

    private final RevokeAccess revoke = access(records, Patience.NONE);

    private RevokeAccess access(RevocationStore store, Patience patience) {
        return new RevokeAccess(
                provider,
                new Session(clock),
                store,
                (_, _, at) -> listedFrom.filter(from -> from.isAfter(at)).isPresent(),
                clock,
                patience);
    }

    /** Keys that begin with "manual" are left to a person; calls for those that begin with "twin" read the same. */
    private final class Provider implements Revoker {
        private final List<String> revoked = new ArrayList<>();
        private boolean down;
        /** So often the limit has no room. */
        private int limited;
        /** After so many more calls it has no room. */
        private int room = Integer.MAX_VALUE;
        /** It is down for one call, after so many. */
        private int failsAfter = -1;

        private Runnable beforeAndAfter = () -> {};

        @Override
        public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
            String key = HeldAccess.key(target).part();
            if (key.startsWith("manual")) {
                return new RevocationPlan.ByHand("There is no call for it.", List.of("Open the settings."));
            }
            if (key.startsWith("misfit")) {
                throw new IllegalArgumentException("the setting 'base-url' must be an address");
            }
            if (key.startsWith("unreadable")) {
                throw new ConnectorException(new Unavailable("it is down"));
            }
            return new RevocationPlan.Possible(
                    List.of(key.startsWith("twin") ? "POST /remove" : "DELETE /" + key),
                    List.of("It can no longer read mail."),
                    false);
        }

        @Override
        public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
            assertThat(records.of(TENANT, NOTES))
                    .as("what is recorded before the call")
                    .anyMatch(record -> !record.hasEnded());
            if (down) {
                throw new ConnectorException(new Unavailable("it is down"));
            }
            if (limited-- > 0 || room-- <= 0) {
                throw new ConnectorException(new RateLimited(Duration.ofSeconds(59), "removals"));
            }
            if (failsAfter-- == 0) {
                throw new ConnectorException(new Unavailable("it is down"));
            }
            beforeAndAfter.run();
            revoked.add(HeldAccess.key(target).part());
            beforeAndAfter.run();
        }
    }

    private record Session(Clock clock) implements ProviderSession {
        @Override
        public Connection connection() {
            return Connection.of(TENANT, NOTES.connection(), Samples.GOOGLE, Map.of(), Map.of());
        }

        @Override
        public ProviderHttp http() {
            throw new AssertionError("revoking makes no calls of its own");
        }

        @Override
        public Optional<Secret> credential(String name) {
            return Optional.empty();
        }
    }

    private IdentityDossier holding(Observation... held) {
        access.apply(TENANT, Samples.batch(Samples.NOON, held));
        return access.dossier(TENANT, NOTES).orElseThrow();
    }

    private static Observation token(String key) {
        return new Observation.CredentialObserved(Samples.app("notes"), Samples.key(key));
    }

    private static Observation consent() {
        return Samples.granted("notes", DANA, "mail");
    }

    private static String consentKey() {
        return Samples.grant(DANA, "mail").key();
    }

    @Test
    void takesGrantsAwayBeforeCredentials() {
        List<RevocationStep> steps = revoke.plan(holding(token("key-1"), consent()), Set.of());
        assertThat(steps)
                .extracting(step -> step.targets().getFirst())
                .containsExactly(RowKey.grant(NOTES, consentKey()), RowKey.credential(NOTES, "key-1"));
    }

    @Test
    void showsAsOneWhatReadsTheSameAndTakesEachAway() {
        List<RevocationStep> steps = revoke.plan(holding(token("twin-1"), token("twin-2")), Set.of());
        assertThat(steps)
                .singleElement()
                .satisfies(step -> assertThat(step.targets()).hasSize(2));
        assertThat(revoke.carryOut(TENANT, steps.getFirst(), DANAS).outcome()).isEqualTo(Outcome.DONE);
        assertThat(provider.revoked).containsExactlyInAnyOrder("twin-1", "twin-2");
    }

    @Test
    void leavesAloneWhatIsGoneOrNotAskedFor() {
        IdentityDossier before = holding(token("key-1"), token("key-2"), consent());
        access.remove(TENANT, List.of(RowKey.grant(NOTES, consentKey())), Samples.minute(1));
        assertThat(revoke.plan(access.dossier(TENANT, NOTES).orElseThrow(), Set.of()))
                .hasSize(2);
        assertThat(revoke.plan(before, Set.of("key-2")))
                .singleElement()
                .extracting(step -> step.targets().getFirst().part())
                .isEqualTo("key-2");
        assertThat(revoke.plan(before, Set.of("key-3"))).isEmpty();
    }

    @Test
    void changesNothingWhilePlanning() {
        revoke.plan(holding(token("key-1")), Set.of());
        assertThat(provider.revoked).isEmpty();
        assertThat(records.of(TENANT, NOTES)).isEmpty();
    }

    @Test
    void recordsWhoWantedItAndThatItIsDone() {
        RevocationStep step = revoke.plan(holding(token("key-1")), Set.of()).getFirst();
        revoke.carryOut(TENANT, step, DANAS);
        assertThat(records.of(TENANT, NOTES)).singleElement().satisfies(record -> {
            assertThat(record.outcome()).isEqualTo(Outcome.DONE);
            assertThat(record.requestedBy()).isEqualTo("dana");
            assertThat(record.calls()).containsExactly("DELETE /key-1");
            assertThat(record.endedAt()).contains(clock.instant());
        });
    }

    @Test
    void neverCallsAFailureDone() {
        provider.down = true;
        RevocationStep step = revoke.plan(holding(token("key-1")), Set.of()).getFirst();
        Revocation failed = revoke.carryOut(TENANT, step, DANAS);
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.detail()).isEqualTo("unavailable: it is down");
        assertThat(records.of(TENANT, NOTES)).containsExactly(failed);
    }

    @Test
    void waitsForTheProvidersLimitWhereItMay() {
        List<Duration> waited = new ArrayList<>();
        provider.limited = 2;
        Revocation done = carryOut(waited::add);
        assertThat(done.outcome()).isEqualTo(Outcome.DONE);
        assertThat(waited).containsExactly(Duration.ofSeconds(59), Duration.ofSeconds(59));
        assertThat(records.of(TENANT, NOTES)).as("one attempt, however long").containsExactly(done);
    }

    @Test
    void saysThatTheLimitIsUsedUpWhereItMayNotWait() {
        provider.limited = 1;
        Revocation waiting = carryOut(_ -> false);
        assertThat(waiting.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(waiting.goesOnAt()).contains(clock.instant().plusSeconds(59));
        assertThat(waiting.detail()).isEqualTo("rate-limited: the provider's limit 'removals' is used up for 59 s");
    }

    @Test
    void waitsNotForEver() {
        provider.limited = Integer.MAX_VALUE;
        assertThat(carryOut(_ -> true).outcome()).isEqualTo(Outcome.WAITING);
    }

    private Revocation carryOut(Patience patience) {
        RevokeAccess patient = access(records, patience);
        RevocationStep step = patient.plan(holding(token("key-1")), Set.of()).getFirst();
        return patient.carryOut(TENANT, step, DANAS);
    }

    @Nested
    @DisplayName("carried out again for the same request")
    class Again {
        private final List<Observation> held = List.of(token("key-1"), token("twin-1"), token("twin-2"));

        private List<Revocation> carryOut(RevocationRequest request) {
            IdentityDossier dossier = access.dossier(TENANT, NOTES).orElseThrow();
            return revoke.plan(dossier, Set.of()).stream()
                    .map(step -> revoke.carryOut(TENANT, step, request))
                    .toList();
        }

        private List<Outcome> outcomes() {
            return carryOut(DANAS).stream().map(Revocation::outcome).toList();
        }

        @Test
        void callsForNothingThatTheProviderSaidToBeGone_andEndsHoweverLittleRoomThereIs() {
            holding(held.toArray(Observation[]::new));
            provider.room = 1;
            assertThat(outcomes()).containsExactly(Outcome.DONE, Outcome.WAITING);
            clock.step(Duration.ofMinutes(1));
            provider.room = 1;
            assertThat(outcomes()).containsExactly(Outcome.DONE, Outcome.WAITING);
            clock.step(Duration.ofMinutes(1));
            provider.room = 1;
            assertThat(outcomes()).containsExactly(Outcome.DONE, Outcome.DONE);
            assertThat(provider.revoked).containsExactly("key-1", "twin-1", "twin-2");
            assertThat(records.of(TENANT, NOTES))
                    .as("one attempt for each step")
                    .hasSize(2);
            assertThat(revoke.progress(TENANT, access.dossier(TENANT, NOTES).orElseThrow(), DANAS)
                            .gone())
                    .hasSize(3);
            assertThat(records.of(TENANT, NOTES).stream()
                            .filter(attempt -> attempt.targets().size() == 2)
                            .flatMap(attempt -> attempt.taken().stream())
                            .map(Taken::at))
                    .as("each with the time at which the provider said so")
                    .containsExactly(Samples.minute(2), Samples.minute(3));
        }

        @Test
        void callsForWhatWasGivenAnewSince() {
            holding(token("key-1"));
            outcomes();
            access.remove(TENANT, List.of(RowKey.credential(NOTES, "key-1")), Samples.minute(2));
            clock.step(Duration.ofMinutes(2));
            access.apply(TENANT, Samples.batch(Samples.minute(3), token("key-1")));
            assertThat(outcomes()).containsExactly(Outcome.DONE);
            assertThat(provider.revoked).containsExactly("key-1", "key-1");
        }

        @Test
        void callsForWhatALaterSweepOfEverythingStillShows() {
            holding(token("key-1"));
            outcomes();
            listedFrom = Optional.of(clock.instant());
            clock.step(Duration.ofMinutes(1));
            outcomes();
            assertThat(provider.revoked)
                    .as("a sweep of the same moment proves nothing")
                    .hasSize(1);
            listedFrom = Optional.of(clock.instant());
            outcomes();
            assertThat(provider.revoked).hasSize(2);
        }

        @Test
        void endsWhatAListingHasEnded() {
            holding(token("twin-1"), token("twin-2"));
            provider.room = 1;
            assertThat(outcomes()).containsExactly(Outcome.WAITING);
            assertThat(progress().gone()).containsExactly(RowKey.credential(NOTES, "twin-1"));
            access.remove(TENANT, List.of(RowKey.credential(NOTES, "twin-2")), Samples.minute(2));
            assertThat(progress().gone()).isEqualTo(progress().begun()).hasSize(2);
            assertThat(records.of(TENANT, NOTES)).singleElement().satisfies(ended -> {
                assertThat(ended.outcome()).isEqualTo(Outcome.DONE);
                assertThat(ended.detail()).contains("listing");
                assertThat(ended.taken()).as("the provider said so of one only").hasSize(1);
            });
        }

        private RevokeAccess.Progress progress() {
            return revoke.progress(TENANT, access.dossier(TENANT, NOTES).orElseThrow(), DANAS);
        }

        @Test
        void callsForAllThatAnotherOrALaterRequestAsksFor() {
            holding(token("key-1"));
            outcomes();
            clock.step(Duration.ofMinutes(1));
            carryOut(new RevocationRequest("erin", Samples.NOON));
            clock.step(Duration.ofMinutes(1));
            carryOut(new RevocationRequest("dana", clock.instant()));
            assertThat(provider.revoked).hasSize(3);
        }

        @Test
        void callsAgainForWhatFailedOnly() {
            holding(held.toArray(Observation[]::new));
            provider.failsAfter = 2;
            assertThat(outcomes()).containsExactly(Outcome.DONE, Outcome.FAILED);
            clock.step(Duration.ofMinutes(1));
            assertThat(outcomes()).containsExactly(Outcome.DONE, Outcome.DONE);
            assertThat(provider.revoked).containsExactly("key-1", "twin-1", "twin-2");
        }

        @Test
        void endsTheSameWhereverTheProcessDies_andRepeatsAtMostTheCallThatItDiedAt() throws Exception {
            int deaths = KillTest.endsTheSameAfterEveryDeath(kill -> {
                RevokeAccessTest mortal = new RevokeAccessTest();
                RevokeAccess dying = mortal.access(kill.guard(RevocationStore.class, mortal.records), Patience.NONE);
                mortal.provider.beforeAndAfter = kill.guard(Runnable.class, () -> {});
                mortal.holding(held.toArray(Observation[]::new));
                boolean done = false;
                while (!done) {
                    mortal.provider.room = 1;
                    mortal.clock.step(Duration.ofMinutes(1));
                    try {
                        IdentityDossier dossier =
                                mortal.access.dossier(TENANT, NOTES).orElseThrow();
                        done = dying.plan(dossier, Set.of()).stream()
                                .map(step -> dying.carryOut(TENANT, step, DANAS))
                                .toList()
                                .stream()
                                .allMatch(one -> one.outcome() == Outcome.DONE);
                    } catch (ProcessDied _) {
                        kill.restart();
                    }
                }
                assertThat(mortal.provider.revoked).hasSizeBetween(3, 4);
                return List.of(
                        Set.copyOf(mortal.provider.revoked),
                        mortal.records.of(TENANT, NOTES).stream()
                                .map(attempt -> attempt.outcome() + " " + attempt.targets())
                                .toList());
            });
            assertThat(deaths).isGreaterThan(10);
        }
    }

    @Test
    void goesOnPastWhatItsConnectorCannotWorkWith() {
        List<RevocationStep> steps = revoke.plan(holding(token("misfit-1"), token("key-1")), Set.of());
        List<Revocation> done =
                steps.stream().map(step -> revoke.carryOut(TENANT, step, DANAS)).toList();
        assertThat(done).extracting(Revocation::outcome).containsExactly(Outcome.DONE, Outcome.FAILED);
        assertThat(done.getLast().detail()).contains("misconfigured", "'base-url'");
    }

    @Test
    void recordsWhatIsLeftToAPersonAndWhatCannotBePlanned() {
        List<RevocationStep> steps = revoke.plan(holding(token("manual-1"), token("unreadable-1")), Set.of());
        assertThat(steps)
                .extracting(step -> revoke.carryOut(TENANT, step, DANAS).outcome())
                .containsExactly(Outcome.BY_HAND, Outcome.FAILED);
        assertThat(provider.revoked).isEmpty();
        assertThat(records.of(TENANT, NOTES)).hasSize(2);
    }
}
