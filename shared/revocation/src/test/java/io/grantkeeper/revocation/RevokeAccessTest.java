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
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryRevocationStore;
import io.grantkeeper.store.testkit.Samples;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Revoking access")
class RevokeAccessTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final IdentityId NOTES = Samples.appId("notes");
    private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

    private final InMemoryRevocationStore records = new InMemoryRevocationStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());
    private final Provider provider = new Provider();
    private final RevokeAccess revoke = new RevokeAccess(provider, new Session(), records, CLOCK);

    /** Keys that begin with "manual" are left to a person; calls for those that begin with "twin" read the same. */
    private final class Provider implements Revoker {
        private final List<String> revoked = new ArrayList<>();
        private boolean down;
        /** So often the limit has no room. */
        private int limited;

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
                    .anyMatch(record -> record.outcome() == Outcome.STARTED);
            if (down) {
                throw new ConnectorException(new Unavailable("it is down"));
            }
            if (limited-- > 0) {
                throw new ConnectorException(new RateLimited(Duration.ofSeconds(59), "removals"));
            }
            revoked.add(HeldAccess.key(target).part());
        }
    }

    private record Session() implements ProviderSession {
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

        @Override
        public Clock clock() {
            return CLOCK;
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
        assertThat(revoke.carryOut(TENANT, steps.getFirst(), "dana").outcome()).isEqualTo(Outcome.DONE);
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
        revoke.carryOut(TENANT, step, "dana");
        assertThat(records.of(TENANT, NOTES)).singleElement().satisfies(record -> {
            assertThat(record.outcome()).isEqualTo(Outcome.DONE);
            assertThat(record.requestedBy()).isEqualTo("dana");
            assertThat(record.calls()).containsExactly("DELETE /key-1");
            assertThat(record.endedAt()).contains(Samples.NOON);
        });
    }

    @Test
    void neverCallsAFailureDone() {
        provider.down = true;
        RevocationStep step = revoke.plan(holding(token("key-1")), Set.of()).getFirst();
        Revocation failed = revoke.carryOut(TENANT, step, "dana");
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
        Revocation failed = carryOut(_ -> false);
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.detail()).isEqualTo("rate-limited: the provider's limit 'removals' is used up for 59 s");
    }

    @Test
    void waitsNotForEver() {
        provider.limited = Integer.MAX_VALUE;
        assertThat(carryOut(_ -> true).outcome()).isEqualTo(Outcome.FAILED);
    }

    private Revocation carryOut(Patience patience) {
        RevokeAccess patient = new RevokeAccess(provider, new Session(), records, CLOCK, patience);
        RevocationStep step = patient.plan(holding(token("key-1")), Set.of()).getFirst();
        return patient.carryOut(TENANT, step, "dana");
    }

    @Test
    void goesOnPastWhatItsConnectorCannotWorkWith() {
        List<RevocationStep> steps = revoke.plan(holding(token("misfit-1"), token("key-1")), Set.of());
        List<Revocation> done = steps.stream()
                .map(step -> revoke.carryOut(TENANT, step, "dana"))
                .toList();
        assertThat(done).extracting(Revocation::outcome).containsExactly(Outcome.DONE, Outcome.FAILED);
        assertThat(done.getLast().detail()).contains("misconfigured", "'base-url'");
    }

    @Test
    void recordsWhatIsLeftToAPersonAndWhatCannotBePlanned() {
        List<RevocationStep> steps = revoke.plan(holding(token("manual-1"), token("unreadable-1")), Set.of());
        assertThat(steps)
                .extracting(step -> revoke.carryOut(TENANT, step, "dana").outcome())
                .containsExactly(Outcome.BY_HAND, Outcome.FAILED);
        assertThat(provider.revoked).isEmpty();
        assertThat(records.of(TENANT, NOTES)).hasSize(2);
    }
}
