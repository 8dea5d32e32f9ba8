package io.grantkeeper.enforcement;

import io.grantkeeper.answers.Revokers;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttp;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.detection.Approvals;
import io.grantkeeper.enforcement.EnforcePolicies.Company;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.enforcement.BreachStore;
import io.grantkeeper.policy.enforcement.EnforcementJournal;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.revocation.LaterListing;
import io.grantkeeper.revocation.Patience;
import io.grantkeeper.revocation.RevokeAccess;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryBreachStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryPolicyStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemoryRevocationStore;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.SteppingClock;
import io.grantkeeper.store.testkit.kill.KillSwitch;
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

/** A company whose provider takes access away for good, reversibly, by hand, or not at all. */
final class Firm {
    static final TenantId TENANT = new TenantId("acme");
    static final PersonId LEAVER = Samples.DANA;
    static final PersonId STAYS = Samples.ERIN;
    static final String LEAVERS = """
            policy: leavers
            intent: What a leaver let in ends within a day.
            rules:
              - forbid: anything
                when:
                  owner-known: false
                because: the person who let it in has left
            enforce:
              step: revoke
              after: 24h
            """;

    final SteppingClock clock = new SteppingClock(Samples.NOON);
    final InMemoryPolicyStore policies = new InMemoryPolicyStore();
    final InMemoryAccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());
    final InMemoryBreachStore breaches = new InMemoryBreachStore();
    final InMemoryQuestionStore questions = new InMemoryQuestionStore();
    final InMemoryRevocationStore revocations = new InMemoryRevocationStore();
    final Set<String> warnings = new TreeSet<>();
    final Set<String> leftOver = new TreeSet<>();
    final List<String> journal = new ArrayList<>();
    final Provider provider = new Provider();
    /** Counts what enforcement reads of the inventory. */
    final KillSwitch reads = KillSwitch.never();

    /** When the latest sweep that read everything began. */
    Optional<Instant> listedFrom = Optional.empty();

    final EnforcePolicies enforcement;
    final TendEnforcement tend;

    /** What happens at the provider. */
    static final class Provider implements Revoker {
        final Set<RowKey> gone = new HashSet<>();
        boolean down;
        boolean reversible;
        /** So many more calls it takes for now. */
        int room = Integer.MAX_VALUE;

        Runnable before = () -> {};

        @Override
        public RevocationPlan plan(ProviderSession session, RevocationTarget target) {
            return key(target).part().startsWith("manual")
                    ? new RevocationPlan.ByHand("There is no call for it.", List.of("Open the settings."))
                    : new RevocationPlan.Possible(
                            List.of("DELETE /" + key(target).part()),
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
            gone.add(key(target));
        }

        private RowKey key(RevocationTarget target) {
            return switch (target) {
                case RevocationTarget.OfGrant(var holder, var grant) -> RowKey.grant(holder.id(), grant.key());
                case RevocationTarget.OfCredential(var holder, var credential) ->
                    RowKey.credential(holder.id(), credential.key());
            };
        }
    }

    private record Session(Clock clock) implements ProviderSession {
        @Override
        public Connection connection() {
            return Connection.of(TENANT, Samples.ACME, Samples.GOOGLE, Map.of(), Map.of());
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

    Firm(KillSwitch kill) {
        RevocationStore records = kill.guard(RevocationStore.class, revocations);
        Revoker revoker = kill.guard(Revoker.class, provider);
        BreachStore guarded = kill.guard(BreachStore.class, breaches);
        LaterListing listings =
                (_, _, at) -> listedFrom.filter(from -> from.isAfter(at)).isPresent();
        Revokers revokers = (_, _) ->
                Optional.of(new RevokeAccess(revoker, new Session(clock), records, listings, clock, Patience.NONE));
        OwnerWarning warning = kill.guard(OwnerWarning.class, new OwnerWarning() {
            @Override
            public boolean warn(
                    TenantId tenant, Breach breach, String identity, Optional<Person> owner, List<String> preview) {
                warnings.add("%s: %s, %s"
                        .formatted(
                                owner.map(person -> person.id().externalId()).orElse("team"),
                                breach.target().part(),
                                breach.due().map(due -> "taken away on " + due).orElse("recommended")));
                return true;
            }

            @Override
            public void leftOver(TenantId tenant, Breach breach, String identity) {
                leftOver.add(breach.detail());
            }
        });
        this.enforcement = new EnforcePolicies(
                policies,
                reads.guard(AccessStore.class, access),
                guarded,
                revokers,
                listings,
                Exceptions.byOwners(questions),
                warning,
                new Company(Approvals.of(Set.of("approved-app")), Map.of()),
                clock);
        this.tend = new TendEnforcement(
                guarded,
                new EnforcementJournal() {
                    @Override
                    public void turned(TenantId tenant, EnforcementSwitch position) {
                        journal.add(position.stopped() ? "stopped" : "resumed");
                    }

                    @Override
                    public void exempted(TenantId tenant, Breach breach) {
                        journal.add("exempted");
                    }
                },
                clock);
    }

    /** An app with one grant of each of these people; the app's owner stays. */
    void app(String name, PersonId... people) {
        for (PersonId person : people) {
            var _ = access.apply(
                    TENANT,
                    Samples.batch(
                            clock.instant(),
                            Samples.granted(name, person, "https://www.googleapis.com/auth/gmail.readonly"),
                            employed(person, Employment.ACTIVE)));
        }
        access.saveSummary(
                TENANT, Samples.summary(Samples.appId(name), IdentityStatus.ACTIVE, Severity.LOW, Optional.of(STAYS)));
        var _ = access.apply(TENANT, Samples.batch(clock.instant(), employed(STAYS, Employment.ACTIVE)));
    }

    void leaves(PersonId person) {
        clock.step(Duration.ofMinutes(1));
        var _ = access.apply(TENANT, Samples.batch(clock.instant(), employed(person, Employment.LEFT)));
    }

    void returns(PersonId person) {
        clock.step(Duration.ofMinutes(1));
        var _ = access.apply(TENANT, Samples.batch(clock.instant(), employed(person, Employment.ACTIVE)));
    }

    private static Observation employed(PersonId person, Employment employment) {
        Person known = Samples.person(person);
        return new Observation.PersonObserved(Person.of(person, known.displayName(), known.email(), employment));
    }

    void policy(String text, Stage stage) {
        String name = text.lines().findFirst().orElseThrow().substring("policy: ".length());
        long revision =
                policies.policy(TENANT, name).map(StoredPolicy::revision).orElse(0L);
        policies.save(
                TENANT, new StoredPolicy(name, text, PolicyVersion.ofText(text), stage, clock.instant(), revision));
    }

    /** A sweep: what was taken away is not listed any more. */
    void sweep() {
        clock.step(Duration.ofMinutes(1));
        var _ = access.remove(TENANT, provider.gone, clock.instant());
    }

    void hours(int hours) {
        clock.step(Duration.ofHours(hours));
    }

    EnforcementReport run() {
        return enforcement.run(TENANT, EnforcePolicies.ACTS_A_DAY, () -> true);
    }
}
