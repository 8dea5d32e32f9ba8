package io.grantkeeper.functions.detectchanges;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.detection.ApprovedIdentities;
import io.grantkeeper.detection.DetectionSettings;
import io.grantkeeper.detection.Detector;
import io.grantkeeper.detection.RowChange;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryAlertDeliveryStore;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemoryPathFactStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Tests that the open findings about leavers do not depend on the order in which the rows of people and identities are
 * written and delivered: they follow from what is stored in the end.
 */
class LeaverOrderTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T09:00:00Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    private static final IdentityId ID = new IdentityId(GOOGLE, IdentityKind.OAUTH_CLIENT, "payroll");
    private static final int PEOPLE = 3;
    private static final String MAIL = "https://mail.google.com/";
    private static final String PROFILE = "openid";

    /** What a sweep finds about one person: the account and the grant, if they exist. */
    record Share(Optional<EmploymentStatus> account, Optional<ProviderStatus> grant, boolean mail) {}

    /** What two sweeps observe: what each of them finds about each person, and who created the app, if known. */
    record Sweeps(List<Share> monday, List<Share> tuesday, Optional<Integer> creator) {}

    @Property(seed = "19", tries = 800)
    void opensExactlyLeaverFindingsThatStoredRowsRequire(@ForAll("sweeps") Sweeps sweeps, @ForAll Random random) {
        Installation installation = new Installation(sweeps.creator());
        installation.store(sweeps.monday(), sweeps.monday(), MONDAY, true, random);
        installation.deliverAll(random);
        Optional<PersonId> owner = installation.summary().owner();
        installation.store(sweeps.monday(), sweeps.tuesday(), TUESDAY, false, random);
        installation.deliverAll(random);
        assertThat(installation.reported()).isEqualTo(installation.required(sweeps, owner));
        Statistics.label("findings").collect(installation.reported().size()).coverage(coverage -> {
            coverage.check(0).percentage(share -> share > 5);
            coverage.check(1).percentage(share -> share > 5);
            coverage.check(2).percentage(share -> share > 1);
        });
    }

    @Property(seed = "19", tries = 20)
    void queuesAlertAgainIfBatchIsDeliveredAgain(@ForAll Random random) {
        Installation installation = departed(random);
        assertThat(installation.alerts.receive(10)).isNotEmpty();
        assertThat(installation.alerts.receive(10)).isEmpty();

        installation.deliverDepartureAgain();

        assertThat(installation.alerts.receive(10)).isNotEmpty();
        assertThat(installation.reported()).hasSize(1);
        installation.send();
        installation.deliverDepartureAgain();
        assertThat(installation.alerts.receive(10)).isEmpty();
    }

    @Property(seed = "19", tries = 20)
    void reportsAccessThatLeaverRegainsAfterEarlierReport(@ForAll Random random) {
        Installation installation = departed(random);
        installation.send();
        List<Share> suspended = alone(EmploymentStatus.SUSPENDED, ProviderStatus.SUSPENDED);
        List<Share> usable = alone(EmploymentStatus.SUSPENDED, ProviderStatus.ACTIVE);

        installation.store(usable, suspended, TUESDAY.plus(Duration.ofDays(1)), false, random);
        installation.deliverAll(random);
        assertThat(installation.reported()).isEmpty();

        installation.store(suspended, usable, TUESDAY.plus(Duration.ofDays(2)), false, random);
        installation.deliverAll(random);
        assertThat(installation.reported()).hasSize(1);
    }

    /** Returns an installation in which one person, who does not own the app, was suspended on Tuesday. */
    private static Installation departed(Random random) {
        Installation installation = new Installation(Optional.of(2));
        List<Share> active = alone(EmploymentStatus.ACTIVE, ProviderStatus.ACTIVE);
        installation.store(active, active, MONDAY, true, random);
        installation.deliverAll(random);
        installation.store(active, alone(EmploymentStatus.SUSPENDED, ProviderStatus.ACTIVE), TUESDAY, false, random);
        installation.deliverAll(random);
        assertThat(installation.reported()).hasSize(1);
        return installation;
    }

    /**
     * Returns what a sweep finds about three people: one with an account and a grant, one with neither, and one with
     * only an account.
     */
    private static List<Share> alone(EmploymentStatus employment, ProviderStatus grant) {
        return List.of(
                new Share(Optional.of(employment), Optional.of(grant), false),
                new Share(Optional.empty(), Optional.empty(), false),
                new Share(Optional.of(EmploymentStatus.ACTIVE), Optional.empty(), false));
    }

    private static PersonId id(int number) {
        return new PersonId(GOOGLE, "100" + number);
    }

    /** The function that detects changes, with the writes to its table that the stream has not delivered yet. */
    private static final class Installation {
        private final Map<String, Deque<Written>> undelivered = new TreeMap<>();
        private final InMemoryFindingStore findings = new InMemoryFindingStore();
        private final InMemoryAccessStore access = new InMemoryAccessStore(findings, this::written);
        private final InMemoryAlertDeliveryStore deliveries = new InMemoryAlertDeliveryStore(findings);
        private final InMemoryWorkQueue<AlertWork> alerts =
                new InMemoryWorkQueue<>(Clock.fixed(TUESDAY.plusSeconds(60), ZoneOffset.UTC));
        private final NonHumanIdentity identity;
        private final DetectChanges detect;
        private Optional<Written> departure = Optional.empty();

        private record Written(RowKey key, Optional<StoredRecord<?>> before, StoredRecord<?> after) {}

        Installation(Optional<Integer> creator) {
            this.identity = NonHumanIdentity.of(ID, new ProviderId("google"), "oauth-client", "Acme Payroll")
                    .withStanding(ProviderStatus.ACTIVE)
                    .withOwnerClues(creator.map(
                                    number -> new OwnerEvidenceItem(id(number), OwnerRole.CREATOR, Timestamp.unknown()))
                            .map(Set::of)
                            .orElse(Set.of()));
            Clock clock = Clock.fixed(TUESDAY.plusSeconds(60), ZoneOffset.UTC);
            this.detect = new DetectChanges(
                    access,
                    new InMemoryIdentityAliasStore(),
                    new InventoryChangeRecorder(new InMemoryLogStore(), new InMemorySaltStore(), findings),
                    findings,
                    new InMemoryApprovalOfRecordStore(),
                    alerts,
                    Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard()),
                    Duration.ZERO,
                    new InMemoryPathFactStore(),
                    PathSettings.none(),
                    new DetectLeavingOwners.HandOver(14, Map.of()),
                    clock);
        }

        private void written(TenantId tenant, RowKey key, Optional<StoredRecord<?>> before, StoredRecord<?> after) {
            undelivered.computeIfAbsent(key.owner(), _ -> new ArrayDeque<>()).add(new Written(key, before, after));
        }

        /**
         * Writes the differences between two sweeps, row by row in random order. The stream delivers some rows
         * meanwhile.
         */
        void store(List<Share> before, List<Share> after, Instant at, boolean baseline, Random random) {
            List<Runnable> writes = new ArrayList<>();
            writes.add(() -> apply(new AccessObservation.IdentityObserved(identity), at, baseline));
            for (int number = 0; number < PEOPLE; number++) {
                PersonId id = id(number);
                Share known = before.get(number);
                Share share = after.get(number);
                share.account()
                        .ifPresent(employment -> writes.add(() ->
                                apply(new AccessObservation.PersonObserved(person(id, employment)), at, baseline)));
                if (known.account().isPresent() && share.account().isEmpty()) {
                    writes.add(() -> access.remove(ACME, List.of(RowKey.person(id)), at));
                }
                share.grant()
                        .ifPresent(status -> writes.add(() -> apply(
                                new AccessObservation.GrantObserved(identity, grant(id, status, share.mail())),
                                at,
                                baseline)));
                if (known.grant().isPresent() && share.grant().isEmpty()) {
                    writes.add(() -> access.remove(ACME, List.of(RowKey.grant(ID, key(id))), at));
                }
            }
            List<Runnable> shuffled = new ArrayList<>(writes);
            Collections.shuffle(shuffled, random);
            for (Runnable write : shuffled) {
                write.run();
                while (!undelivered.isEmpty() && random.nextInt(3) == 0) {
                    deliver(random);
                }
            }
        }

        private void apply(AccessObservation observation, Instant at, boolean baseline) {
            access.apply(ACME, new ObservationBatch(at, baseline, List.of(observation)));
        }

        void deliverAll(Random random) {
            while (!undelivered.isEmpty()) {
                deliver(random);
            }
        }

        /** Delivers the oldest undelivered writes of a random person or identity. */
        private void deliver(Random random) {
            List<String> owners = List.copyOf(undelivered.keySet());
            String owner = owners.get(random.nextInt(owners.size()));
            Deque<Written> writes = undelivered.get(owner);
            List<Written> batch = new ArrayList<>();
            for (int count = 1 + random.nextInt(writes.size()); count > 0; count--) {
                batch.add(writes.remove());
            }
            if (writes.isEmpty()) {
                undelivered.remove(owner);
            }
            if (owner.equals(ID.toString())) {
                detect.handleIdentity(new IdentityChangeBatch(
                        ACME, ID, batch.stream().map(Installation::change).toList(), Timestamp.unknown(), List.of()));
            } else {
                batch.forEach(this::deliverPerson);
            }
        }

        private void deliverPerson(Written write) {
            if (personRow(write.after()).content().employment() == EmploymentStatus.SUSPENDED) {
                departure = Optional.of(write);
            }
            detect.handlePerson(ACME, write.before().map(Installation::personRow), personRow(write.after()));
        }

        /** Delivers the suspension of a person a second time. */
        void deliverDepartureAgain() {
            deliverPerson(departure.orElseThrow());
        }

        /** Sends the alerts about all open findings. */
        void send() {
            for (Finding finding : findings.openByIdentity(ACME, ID)) {
                AlertDelivery delivery = ModelSamples.send(finding.key(), ID, List.of(finding.key()), TUESDAY);
                assertThat(deliveries.claim(ACME, delivery)).isTrue();
                deliveries.recordSent(ACME, delivery, TUESDAY, "receipt");
            }
        }

        private static RowChange change(Written write) {
            return switch (write.after().content()) {
                case NonHumanIdentity _ ->
                    new RowChange.OfIdentity(
                            write.before().map(row -> row(row, NonHumanIdentity.class)),
                            row(write.after(), NonHumanIdentity.class));
                case Grant _ ->
                    new RowChange.OfGrant(
                            write.before().map(row -> row(row, Grant.class)), row(write.after(), Grant.class));
                default -> throw new IllegalArgumentException(write.key().toString());
            };
        }

        private static StoredRecord<Person> personRow(StoredRecord<?> row) {
            return row(row, Person.class);
        }

        private static <T> StoredRecord<T> row(StoredRecord<?> row, Class<T> type) {
            return new StoredRecord<>(
                    type.cast(row.content()),
                    row.firstSeen(),
                    row.observedAt(),
                    row.removedAt(),
                    row.baseline(),
                    row.listed(),
                    row.stream());
        }

        Set<String> reported() {
            Set<String> reported = new TreeSet<>();
            findings.openByIdentity(ACME, ID).stream()
                    .filter(finding -> finding.type() == FindingType.OWNER_LEFT)
                    .forEach(finding -> assertThat(reported.add(finding.headline() + " " + finding.severity()))
                            .as("%s is reported once", finding.headline())
                            .isTrue());
            return reported;
        }

        IdentitySummary summary() {
            return access.identityRecord(ACME, ID)
                    .flatMap(IdentityRecord::summary)
                    .orElseThrow();
        }

        /**
         * Returns the findings that the two sweeps require.
         *
         * @param ownerOnMonday the owner after the first sweep
         */
        Set<String> required(Sweeps sweeps, Optional<PersonId> ownerOnMonday) {
            Set<String> required = new TreeSet<>();
            for (int number = 0; number < PEOPLE; number++) {
                Share monday = sweeps.monday().get(number);
                Share tuesday = sweeps.tuesday().get(number);
                PersonId id = id(number);
                boolean owner = summary().owner().equals(Optional.of(id));
                boolean left = isActive(monday) && !isActive(tuesday);
                boolean isLeaver = left || tuesday.account().equals(Optional.of(EmploymentStatus.SUSPENDED));
                boolean newGrant =
                        monday.grant().isEmpty() && (owner ? tuesday.grant().isPresent() : isUsable(tuesday));
                boolean reactivated = isUsable(tuesday) && !isUsable(monday);
                boolean newOwner = owner
                        && ownerOnMonday.filter(other -> !other.equals(id)).isPresent();
                boolean gained = newGrant || reactivated || newOwner;
                if (isLeaver && (owner || isUsable(tuesday)) && (left || gained)) {
                    required.add(text(id, owner, tuesday.account().isPresent()));
                }
            }
            return required;
        }

        private String text(PersonId id, boolean owner, boolean suspended) {
            String headline = owner
                    ? suspended
                            ? "has lost its owner: the account of %s is suspended"
                            : "has lost its owner: %s has left"
                    : suspended
                            ? "still has access that was granted by %s, whose account is suspended"
                            : "still has access that was granted by %s, who has left";
            Severity severity = summary().severity();
            boolean atLeastMedium = severity.atLeast(Severity.MEDIUM);
            return headline.formatted("Person " + id.externalId()) + " "
                    + (owner == atLeastMedium ? severity : Severity.MEDIUM);
        }

        private static boolean isActive(Share share) {
            return share.account().equals(Optional.of(EmploymentStatus.ACTIVE));
        }

        private static boolean isUsable(Share share) {
            return share.grant().equals(Optional.of(ProviderStatus.ACTIVE));
        }

        private static Person person(PersonId id, EmploymentStatus employment) {
            return Person.of(id, "Person " + id.externalId(), KnownOrUnknown.unknown(), employment);
        }

        private static String key(PersonId id) {
            return "user/" + id.externalId();
        }

        private static Grant grant(PersonId id, ProviderStatus status, boolean mail) {
            return Grant.of(
                            key(id),
                            GrantSubject.person(id),
                            "google",
                            PermissionKind.DELEGATED,
                            List.of(mail ? MAIL : PROFILE))
                    .withStanding(status)
                    .withGranted(
                            KnownOrUnknown.known(id),
                            Timestamp.at(MONDAY.minusSeconds(Long.parseLong(id.externalId()))));
        }
    }

    @Provide
    Arbitrary<Sweeps> sweeps() {
        Arbitrary<List<Share>> shares = shares().list().ofSize(PEOPLE);
        Arbitrary<Optional<Integer>> creators = Arbitraries.of(0, 1, 2).optional(0.3);
        return Combinators.combine(shares, shares, creators).as(Sweeps::new).filter(LeaverOrderTest::isObservable);
    }

    /**
     * Returns whether the two sweeps show for each person when they left. They do not if a person who was suspended on
     * Monday has no account on Tuesday, or if a person who had no account on Monday, but granted access or created the
     * app, appears as suspended on Tuesday.
     */
    private static boolean isObservable(Sweeps sweeps) {
        return IntStream.range(0, PEOPLE).allMatch(number -> {
            Share monday = sweeps.monday().get(number);
            Optional<EmploymentStatus> tuesday = sweeps.tuesday().get(number).account();
            return switch (monday.account().orElse(EmploymentStatus.UNKNOWN)) {
                case ACTIVE, EXTERNAL -> true;
                case SUSPENDED, LEFT -> tuesday.isPresent();
                case UNKNOWN ->
                    !tuesday.equals(Optional.of(EmploymentStatus.SUSPENDED))
                            || (monday.grant().isEmpty() && !sweeps.creator().equals(Optional.of(number)));
            };
        });
    }

    private static Arbitrary<Share> shares() {
        return Combinators.combine(
                        Arbitraries.of(EmploymentStatus.ACTIVE, EmploymentStatus.SUSPENDED)
                                .optional(0.7),
                        Arbitraries.of(ProviderStatus.ACTIVE, ProviderStatus.SUSPENDED)
                                .optional(0.6),
                        Arbitraries.of(true, false))
                .as(Share::new);
    }
}
