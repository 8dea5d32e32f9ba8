package io.grantkeeper.enforcement;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttp;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.detection.ApprovedIdentities;
import io.grantkeeper.enforcement.EnforcePolicies.Company;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.owners.answers.RevokerProvider;
import io.grantkeeper.owners.revocation.CompleteListingCheck;
import io.grantkeeper.owners.revocation.RateLimitWait;
import io.grantkeeper.owners.revocation.RevokeAccess;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.enforcement.EnforcementLedger;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.policy.enforcement.ViolationStore;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryPolicyStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemoryRevocationStore;
import io.grantkeeper.store.testkit.InMemoryViolationStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A company with policies, and a simulated provider whose revocations can be permanent, reversible or manual, or can
 * fail.
 */
final class EnforcementFixture {
    static final TenantId TENANT = new TenantId("acme");
    static final PersonId LEAVER = ModelSamples.DANA;
    static final PersonId STAYS = ModelSamples.ERIN;
    static final String LEAVERS = """
            policy: leavers
            intent: What a leaver let in ends within a day.
            rules:
              - forbid: anything
                when:
                  owner-known: false
                because: the person who approved it has left
            enforce:
              step: revoke
              after: 24h
            """;

    final ManualClock clock = new ManualClock(ModelSamples.NOON);
    final InMemoryPolicyStore policies = new InMemoryPolicyStore();
    final InMemoryAccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());
    final InMemoryViolationStore violations = new InMemoryViolationStore();
    final InMemoryQuestionStore questions = new InMemoryQuestionStore();
    final InMemoryRevocationStore revocations = new InMemoryRevocationStore();
    final Set<String> warnings = new TreeSet<>();
    final Set<String> leftOver = new TreeSet<>();
    final List<String> journal = new ArrayList<>();
    final Provider provider = new Provider();
    /** Counts enforcement's reads from the inventory. */
    final CrashSimulator reads = CrashSimulator.never();

    /** The start time of the latest complete sweep. */
    Optional<Instant> listedFrom = Optional.empty();

    final EnforcePolicies enforcement;
    final ControlEnforcement control;

    /** A provider that revokes access. */
    static final class Provider implements Revoker {
        final Set<RowKey> gone = new HashSet<>();
        boolean down;
        boolean reversible;
        /** The number of calls that the provider accepts before its rate limit is reached. */
        int room = Integer.MAX_VALUE;

        Runnable before = () -> {};

        @Override
        public RevocationPlan plan(ProviderSession session, RevocationTarget target) {
            return target.key().part().startsWith("manual")
                    ? new RevocationPlan.Manual("There is no call for it.", List.of("Open the settings."))
                    : new RevocationPlan.Automatic(
                            List.of("DELETE /" + target.key().part()),
                            List.of("It can no longer read mail."),
                            reversible);
        }

        @Override
        public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
            before.run();
            if (down) {
                throw new ConnectorException(new Unavailable("it is down"));
            }
            if (room-- <= 0) {
                throw new ConnectorException(new RateLimited(Duration.ofMinutes(1), "removals"));
            }
            gone.add(target.key());
        }
    }

    private record Session(Clock clock) implements ProviderSession {
        @Override
        public Connection connection() {
            return Connection.of(TENANT, ModelSamples.ACME, ModelSamples.GOOGLE, Map.of(), Map.of());
        }

        @Override
        public ProviderHttp http() {
            throw new AssertionError("the revoker makes no HTTP calls");
        }

        @Override
        public Optional<Secret> credential(String name) {
            return Optional.empty();
        }
    }

    EnforcementFixture(CrashSimulator kill) {
        RevocationStore records = kill.guard(RevocationStore.class, revocations);
        Revoker revoker = kill.guard(Revoker.class, provider);
        ViolationStore guarded = kill.guard(ViolationStore.class, violations);
        CompleteListingCheck listings =
                (_, _, at) -> listedFrom.filter(from -> from.isAfter(at)).isPresent();
        RevokerProvider revokers = (_, _) -> Optional.of(
                new RevokeAccess(revoker, new Session(clock), records, listings, clock, RateLimitWait.NONE));
        OwnerWarningPort warning = kill.guard(OwnerWarningPort.class, new OwnerWarningPort() {
            @Override
            public boolean warn(
                    TenantId tenant,
                    PolicyViolation violation,
                    String identity,
                    Optional<Person> owner,
                    List<String> preview) {
                warnings.add("%s: %s, %s"
                        .formatted(
                                owner.map(person -> person.id().externalId()).orElse("team"),
                                violation.target().part(),
                                violation.due().map(due -> "revoked on " + due).orElse("recommended")));
                return true;
            }

            @Override
            public void reportUnresolved(TenantId tenant, PolicyViolation violation, String identity) {
                leftOver.add(violation.detail());
            }
        });
        this.enforcement = new EnforcePolicies(
                policies,
                reads.guard(AccessStore.class, access),
                guarded,
                revokers,
                listings,
                PolicyExceptions.byOwners(questions),
                warning,
                new Company(ApprovedIdentities.of(Set.of("approved-app")), Map.of()),
                clock);
        this.control = new ControlEnforcement(
                guarded,
                new EnforcementLedger() {
                    @Override
                    public void switchChanged(TenantId tenant, EnforcementSwitch position) {
                        journal.add(position.stopped() ? "stopped" : "resumed");
                    }

                    @Override
                    public void exempted(TenantId tenant, PolicyViolation violation) {
                        journal.add("exempted");
                    }
                },
                clock);
    }

    /** Adds an app whose owner does not leave. The app has one grant from each of the given people. */
    void addApp(String name, PersonId... people) {
        for (PersonId person : people) {
            var _ = access.apply(
                    TENANT,
                    ModelSamples.batch(
                            clock.instant(),
                            ModelSamples.granted(name, person, "https://www.googleapis.com/auth/gmail.readonly"),
                            observePerson(person, EmploymentStatus.ACTIVE)));
        }
        access.saveSummary(
                TENANT,
                ModelSamples.summary(
                        ModelSamples.appId(name), IdentityStatus.ACTIVE, Severity.LOW, Optional.of(STAYS)));
        var _ = access.apply(
                TENANT, ModelSamples.batch(clock.instant(), observePerson(STAYS, EmploymentStatus.ACTIVE)));
    }

    void leave(PersonId person) {
        clock.advance(Duration.ofMinutes(1));
        var _ = access.apply(TENANT, ModelSamples.batch(clock.instant(), observePerson(person, EmploymentStatus.LEFT)));
    }

    void comeBack(PersonId person) {
        clock.advance(Duration.ofMinutes(1));
        var _ = access.apply(
                TENANT, ModelSamples.batch(clock.instant(), observePerson(person, EmploymentStatus.ACTIVE)));
    }

    private static AccessObservation observePerson(PersonId person, EmploymentStatus employment) {
        Person known = ModelSamples.person(person);
        return new AccessObservation.PersonObserved(Person.of(person, known.displayName(), known.email(), employment));
    }

    void putPolicy(String text, PolicyStage stage) {
        String name = text.lines().findFirst().orElseThrow().substring("policy: ".length());
        long revision =
                policies.policy(TENANT, name).map(StoredPolicy::revision).orElse(0L);
        policies.save(
                TENANT, StoredPolicy.of(name, text, stage, clock.instant()).withRevision(revision));
    }

    /** Sweeps the connection; revoked access is no longer listed. */
    void sweep() {
        clock.advance(Duration.ofMinutes(1));
        var _ = access.remove(TENANT, provider.gone, clock.instant());
    }

    void advanceHours(int hours) {
        clock.advance(Duration.ofHours(hours));
    }

    EnforcementReport run() {
        return enforcement.run(TENANT, EnforcePolicies.ACTIONS_PER_DAY, () -> true);
    }
}
