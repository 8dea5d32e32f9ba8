package io.grantkeeper.owners.revocation;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.RevocationAttempt.Outcome;
import io.grantkeeper.identity.store.RevocationAttempt.RevokedTarget;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.owners.OfflineProviderSession;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryRevocationStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Revoking access")
class RevokeAccessTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final IdentityId NOTES = ModelSamples.appId("notes");
    private static final RevocationRequest DANAS = new RevocationRequest("dana", ModelSamples.NOON);

    private final InMemoryRevocationStore records = new InMemoryRevocationStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());
    private final Provider provider = new Provider();
    private final ManualClock clock = new ManualClock(ModelSamples.minute(1));
    /** The start of the latest complete sweep; empty if there was none. */
    private Optional<Instant> listedFrom = Optional.empty();

    private final RevokeAccess revoke = access(records, RateLimitWait.NONE);

    private RevokeAccess access(RevocationStore store, RateLimitWait wait) {
        return new RevokeAccess(
                provider,
                OfflineProviderSession.ofGoogle(TENANT, clock),
                store,
                (_, _, at) -> listedFrom.filter(from -> from.isAfter(at)).isPresent(),
                clock,
                wait);
    }

    /**
     * A provider with four kinds of special keys: keys that begin with "manual" must be revoked by a person, keys that
     * begin with "twin" are all revoked by the same call, and planning fails for keys that begin with "misfit" or
     * "unreadable".
     */
    private final class Provider implements Revoker {
        private final List<String> revoked = new ArrayList<>();
        private boolean down;
        /** The number of calls that the simulated rate limit rejects before it allows one. */
        private int limited;
        /** The number of further calls that the rate limit allows. */
        private int room = Integer.MAX_VALUE;
        /** The number of calls after which one call fails as if the provider were unavailable. */
        private int failsAfter = -1;

        private Runnable beforeAndAfter = () -> {};

        @Override
        public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
            String key = target.key().part();
            if (key.startsWith("manual")) {
                return new RevocationPlan.Manual("There is no call for it.", List.of("Open the settings."));
            }
            if (key.startsWith("misfit")) {
                throw new IllegalArgumentException("the setting 'base-url' must be a URL");
            }
            if (key.startsWith("unreadable")) {
                throw new ConnectorException(new Unavailable("it is down"));
            }
            return new RevocationPlan.Automatic(
                    List.of(key.startsWith("twin") ? "POST /remove" : "DELETE /" + key),
                    List.of("It can no longer read mail."),
                    false);
        }

        @Override
        public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
            assertThat(records.byIdentity(TENANT, NOTES))
                    .as("the record before the call")
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
            revoked.add(target.key().part());
            beforeAndAfter.run();
        }
    }

    private IdentityRecord holding(AccessObservation... held) {
        access.apply(TENANT, ModelSamples.batch(ModelSamples.NOON, held));
        return access.identityRecord(TENANT, NOTES).orElseThrow();
    }

    private static AccessObservation token(String key) {
        return new AccessObservation.CredentialObserved(ModelSamples.app("notes"), ModelSamples.key(key));
    }

    private static AccessObservation consent() {
        return ModelSamples.granted("notes", DANA, "mail");
    }

    private static String consentKey() {
        return ModelSamples.grant(DANA, "mail").key();
    }

    @Test
    void revokesGrantsBeforeCredentials() {
        List<RevocationStep> steps = revoke.plan(holding(token("key-1"), consent()), Set.of());
        assertThat(steps)
                .extracting(step -> step.targets().getFirst())
                .containsExactly(RowKey.grant(NOTES, consentKey()), RowKey.credential(NOTES, "key-1"));
    }

    @Test
    void mergesIdenticalStepsAndRevokesEachTarget() {
        List<RevocationStep> steps = revoke.plan(holding(token("twin-1"), token("twin-2")), Set.of());
        assertThat(steps)
                .singleElement()
                .satisfies(step -> assertThat(step.targets()).hasSize(2));
        assertThat(revoke.carryOut(TENANT, steps.getFirst(), DANAS).outcome()).isEqualTo(Outcome.DONE);
        assertThat(provider.revoked).containsExactlyInAnyOrder("twin-1", "twin-2");
    }

    @Test
    void plansNothingForAccessThatIsRemovedOrNotSelected() {
        IdentityRecord before = holding(token("key-1"), token("key-2"), consent());
        access.remove(TENANT, List.of(RowKey.grant(NOTES, consentKey())), ModelSamples.minute(1));
        assertThat(revoke.plan(access.identityRecord(TENANT, NOTES).orElseThrow(), Set.of()))
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
        assertThat(records.byIdentity(TENANT, NOTES)).isEmpty();
    }

    @Test
    void recordsRequesterAndSuccessfulOutcome() {
        RevocationStep step = revoke.plan(holding(token("key-1")), Set.of()).getFirst();
        revoke.carryOut(TENANT, step, DANAS);
        assertThat(records.byIdentity(TENANT, NOTES)).singleElement().satisfies(record -> {
            assertThat(record.outcome()).isEqualTo(Outcome.DONE);
            assertThat(record.requestedBy()).isEqualTo("dana");
            assertThat(record.calls()).containsExactly("DELETE /key-1");
            assertThat(record.endedAt()).contains(clock.instant());
        });
    }

    @Test
    void recordsFailedRevocationAsFailed() {
        provider.down = true;
        RevocationStep step = revoke.plan(holding(token("key-1")), Set.of()).getFirst();
        RevocationAttempt failed = revoke.carryOut(TENANT, step, DANAS);
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.detail()).isEqualTo("unavailable: it is down");
        assertThat(records.byIdentity(TENANT, NOTES)).containsExactly(failed);
    }

    @Test
    void waitsForRateLimitIfAllowed() {
        List<Duration> waited = new ArrayList<>();
        provider.limited = 2;
        RevocationAttempt done = carryOut(waited::add);
        assertThat(done.outcome()).isEqualTo(Outcome.DONE);
        assertThat(waited).containsExactly(Duration.ofSeconds(59), Duration.ofSeconds(59));
        assertThat(records.byIdentity(TENANT, NOTES))
                .as("one attempt, however long")
                .containsExactly(done);
    }

    @Test
    void postponesAttemptIfWaitingForRateLimitIsNotAllowed() {
        provider.limited = 1;
        RevocationAttempt waiting = carryOut(_ -> false);
        assertThat(waiting.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(waiting.goesOnAt()).contains(clock.instant().plusSeconds(59));
        assertThat(waiting.detail())
                .isEqualTo("rate-limited: the provider's rate limit 'removals' is exhausted; retry after 59 s");
    }

    @Test
    void stopsWaitingIfRateLimitPersists() {
        provider.limited = Integer.MAX_VALUE;
        assertThat(carryOut(_ -> true).outcome()).isEqualTo(Outcome.WAITING);
    }

    private RevocationAttempt carryOut(RateLimitWait wait) {
        RevokeAccess patient = access(records, wait);
        RevocationStep step = patient.plan(holding(token("key-1")), Set.of()).getFirst();
        return patient.carryOut(TENANT, step, DANAS);
    }

    @Nested
    @DisplayName("carried out again for the same request")
    class Again {
        private final List<AccessObservation> held = List.of(token("key-1"), token("twin-1"), token("twin-2"));

        private List<RevocationAttempt> carryOut(RevocationRequest request) {
            IdentityRecord identityRecord = access.identityRecord(TENANT, NOTES).orElseThrow();
            return revoke.plan(identityRecord, Set.of()).stream()
                    .map(step -> revoke.carryOut(TENANT, step, request))
                    .toList();
        }

        private List<Outcome> outcomes() {
            return carryOut(DANAS).stream().map(RevocationAttempt::outcome).toList();
        }

        @Test
        void skipsConfirmedTargetsAndCompletesDespiteTightRateLimit() {
            holding(held.toArray(AccessObservation[]::new));
            provider.room = 1;
            assertThat(outcomes()).containsExactly(Outcome.DONE, Outcome.WAITING);
            clock.advance(Duration.ofMinutes(1));
            provider.room = 1;
            assertThat(outcomes()).containsExactly(Outcome.DONE, Outcome.WAITING);
            clock.advance(Duration.ofMinutes(1));
            provider.room = 1;
            assertThat(outcomes()).containsExactly(Outcome.DONE, Outcome.DONE);
            assertThat(provider.revoked).containsExactly("key-1", "twin-1", "twin-2");
            assertThat(records.byIdentity(TENANT, NOTES))
                    .as("one attempt per step")
                    .hasSize(2);
            assertThat(revoke.progress(
                                    TENANT, access.identityRecord(TENANT, NOTES).orElseThrow(), DANAS)
                            .gone())
                    .hasSize(3);
            assertThat(records.byIdentity(TENANT, NOTES).stream()
                            .filter(attempt -> attempt.targets().size() == 2)
                            .flatMap(attempt -> attempt.taken().stream())
                            .map(RevokedTarget::at))
                    .as("each with the time of the provider's confirmation")
                    .containsExactly(ModelSamples.minute(2), ModelSamples.minute(3));
        }

        @Test
        void revokesAccessThatWasGrantedAgain() {
            holding(token("key-1"));
            outcomes();
            access.remove(TENANT, List.of(RowKey.credential(NOTES, "key-1")), ModelSamples.minute(2));
            clock.advance(Duration.ofMinutes(2));
            access.apply(TENANT, ModelSamples.batch(ModelSamples.minute(3), token("key-1")));
            assertThat(outcomes()).containsExactly(Outcome.DONE);
            assertThat(provider.revoked).containsExactly("key-1", "key-1");
        }

        @Test
        void revokesAccessAgainIfLaterSweepStillListsIt() {
            holding(token("key-1"));
            outcomes();
            listedFrom = Optional.of(clock.instant());
            clock.advance(Duration.ofMinutes(1));
            outcomes();
            assertThat(provider.revoked)
                    .as("a simultaneous sweep proves nothing")
                    .hasSize(1);
            listedFrom = Optional.of(clock.instant());
            outcomes();
            assertThat(provider.revoked).hasSize(2);
        }

        @Test
        void completesAttemptWhoseAccessIsNoLongerListed() {
            holding(token("twin-1"), token("twin-2"));
            provider.room = 1;
            assertThat(outcomes()).containsExactly(Outcome.WAITING);
            assertThat(progress().gone()).containsExactly(RowKey.credential(NOTES, "twin-1"));
            access.remove(TENANT, List.of(RowKey.credential(NOTES, "twin-2")), ModelSamples.minute(2));
            assertThat(progress().gone()).isEqualTo(progress().begun()).hasSize(2);
            assertThat(records.byIdentity(TENANT, NOTES)).singleElement().satisfies(ended -> {
                assertThat(ended.outcome()).isEqualTo(Outcome.DONE);
                assertThat(ended.detail()).contains("listing");
                assertThat(ended.taken()).as("the provider confirmed only one").hasSize(1);
            });
        }

        private RevokeAccess.Progress progress() {
            return revoke.progress(TENANT, access.identityRecord(TENANT, NOTES).orElseThrow(), DANAS);
        }

        @Test
        void revokesAccessAgainForLaterRequestOrAnotherRequester() {
            holding(token("key-1"));
            outcomes();
            clock.advance(Duration.ofMinutes(1));
            carryOut(new RevocationRequest("erin", ModelSamples.NOON));
            clock.advance(Duration.ofMinutes(1));
            carryOut(new RevocationRequest("dana", clock.instant()));
            assertThat(provider.revoked).hasSize(3);
        }

        @Test
        void retriesOnlyFailedTargets() {
            holding(held.toArray(AccessObservation[]::new));
            provider.failsAfter = 2;
            assertThat(outcomes()).containsExactly(Outcome.DONE, Outcome.FAILED);
            clock.advance(Duration.ofMinutes(1));
            assertThat(outcomes()).containsExactly(Outcome.DONE, Outcome.DONE);
            assertThat(provider.revoked).containsExactly("key-1", "twin-1", "twin-2");
        }

        @Test
        void reachesSameStateAfterAnyInterruptionAndRepeatsAtMostOneCall() throws Exception {
            int kills = CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> {
                RevokeAccessTest failing = new RevokeAccessTest();
                RevokeAccess dying =
                        failing.access(kill.guard(RevocationStore.class, failing.records), RateLimitWait.NONE);
                failing.provider.beforeAndAfter = kill.guard(Runnable.class, () -> {});
                failing.holding(held.toArray(AccessObservation[]::new));
                boolean done = false;
                while (!done) {
                    failing.provider.room = 1;
                    failing.clock.advance(Duration.ofMinutes(1));
                    try {
                        IdentityRecord identityRecord =
                                failing.access.identityRecord(TENANT, NOTES).orElseThrow();
                        done = dying.plan(identityRecord, Set.of()).stream()
                                .map(step -> dying.carryOut(TENANT, step, DANAS))
                                .toList()
                                .stream()
                                .allMatch(one -> one.outcome() == Outcome.DONE);
                    } catch (ProcessCrashedError _) {
                        kill.restart();
                    }
                }
                assertThat(failing.provider.revoked).hasSizeBetween(3, 4);
                return List.of(
                        Set.copyOf(failing.provider.revoked),
                        failing.records.byIdentity(TENANT, NOTES).stream()
                                .map(attempt -> attempt.outcome() + " " + attempt.targets())
                                .toList());
            });
            assertThat(kills).isGreaterThan(10);
        }
    }

    @Test
    void continuesAfterTargetThatConnectorRejects() {
        List<RevocationStep> steps = revoke.plan(holding(token("misfit-1"), token("key-1")), Set.of());
        List<RevocationAttempt> done =
                steps.stream().map(step -> revoke.carryOut(TENANT, step, DANAS)).toList();
        assertThat(done).extracting(RevocationAttempt::outcome).containsExactly(Outcome.DONE, Outcome.FAILED);
        assertThat(done.getLast().detail()).contains("misconfigured", "'base-url'");
    }

    @Test
    void recordsManualStepsAndStepsThatCannotBePlanned() {
        List<RevocationStep> steps = revoke.plan(holding(token("manual-1"), token("unreadable-1")), Set.of());
        assertThat(steps)
                .extracting(step -> revoke.carryOut(TENANT, step, DANAS).outcome())
                .containsExactly(Outcome.BY_HAND, Outcome.FAILED);
        assertThat(provider.revoked).isEmpty();
        assertThat(records.byIdentity(TENANT, NOTES)).hasSize(2);
    }
}
