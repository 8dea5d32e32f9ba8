package io.grantkeeper.functions.detectchanges;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.detection.ApprovedIdentities;
import io.grantkeeper.detection.DetectionSettings;
import io.grantkeeper.detection.Detector;
import io.grantkeeper.detection.RowChange;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemoryPathFactStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests that findings and summaries do not depend on the order in which the stream delivers the rows. */
class FindingOrderTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    private static final IdentityId ID = new IdentityId(GOOGLE, IdentityKind.OAUTH_CLIENT, "client");
    private static final Set<ProviderStatus> GIVES_NO_ACCESS =
            EnumSet.of(ProviderStatus.REQUESTED, ProviderStatus.SUSPENDED);
    private static final List<String> SCOPES = List.of(
            "openid",
            "https://www.googleapis.com/auth/calendar.readonly",
            "https://mail.google.com/",
            "https://www.googleapis.com/auth/drive.readonly");

    /** The rows of one identity that a sweep stores at the same time. */
    record Sweep(NonHumanIdentity identity, boolean listed, List<Grant> grants, List<Credential> credentials) {
        List<AccessObservation> observations() {
            return Stream.of(
                            listed
                                    ? Stream.of(new AccessObservation.IdentityObserved(identity))
                                    : Stream.<AccessObservation>of(),
                            grants.stream().map(grant -> new AccessObservation.GrantObserved(identity, grant)),
                            credentials.stream()
                                    .map(credential -> new AccessObservation.CredentialObserved(identity, credential)))
                    .<AccessObservation>flatMap(all -> all)
                    .toList();
        }
    }

    @Property(seed = "17", tries = 200)
    void opensSameFindingsHoweverChangesAreOrderedAndBatched(
            @ForAll("sweeps") Sweep sweep, @ForAll boolean baseline, @ForAll Random random) {
        Installation atOnce = new Installation(sweep, baseline);
        atOnce.handle(atOnce.changes());
        Installation split = new Installation(sweep, baseline);
        List<RowChange> changes = new ArrayList<>(split.changes());
        Collections.shuffle(changes, random);
        for (int from = 0; from < changes.size(); ) {
            int to = from + 1 + random.nextInt(changes.size() - from);
            split.handle(changes.subList(from, to));
            from = to;
        }
        assertThat(split.findings()).containsExactlyInAnyOrderElementsOf(atOnce.findings());
        assertThat(split.summary().map(summary -> summary.withVersion(0)))
                .isEqualTo(atOnce.summary().map(summary -> summary.withVersion(0)));
    }

    /**
     * Tests that findings do not depend on the rows that are already stored. The stream can deliver a row before the
     * identity's other rows are stored. The test omits grants that give no access, because an AI app with such a grant
     * is reported only if its own row was delivered first.
     */
    @Property(seed = "18", tries = 200)
    void opensSameFindingsIfRowsAreHandledBeforeOthersAreStored(
            @ForAll("sweeps") Sweep sweep, @ForAll boolean baseline, @ForAll Random random) {
        Assume.that(sweep.grants().stream().noneMatch(grant -> GIVES_NO_ACCESS.contains(grant.standing())));
        Installation atOnce = new Installation(sweep, baseline);
        atOnce.handle(atOnce.changes());
        Installation growing = new Installation(sweep.identity().id());
        List<AccessObservation> rows = new ArrayList<>(sweep.observations());
        Collections.shuffle(rows, random);
        for (int from = 0; from < rows.size(); ) {
            int to = from + 1 + random.nextInt(rows.size() - from);
            growing.store(rows.subList(from, to), baseline);
            growing.handle(growing.changes());
            from = to;
        }
        assertThat(growing.findings()).containsExactlyInAnyOrderElementsOf(atOnce.findings());
    }

    /** The function that detects changes, and a table that contains the rows of a sweep. */
    private static final class Installation {
        private final Clock clock = Clock.fixed(MONDAY.plusSeconds(60), ZoneOffset.UTC);
        private final InMemoryFindingStore findings = new InMemoryFindingStore();
        private final InMemoryAccessStore access = new InMemoryAccessStore(findings);
        private final IdentityId identity;
        private final DetectChanges detect;
        private KnownRows known = new KnownRows(Optional.empty(), Map.of(), Map.of());

        /** The rows that the stream has delivered. */
        private record KnownRows(
                Optional<StoredRecord<NonHumanIdentity>> identity,
                Map<String, StoredRecord<Grant>> grants,
                Map<String, StoredRecord<Credential>> credentials) {
            static KnownRows of(IdentityRecord stored) {
                return new KnownRows(
                        Optional.of(stored.identity()),
                        byKey(stored.grants(), Grant::key),
                        byKey(stored.credentials(), Credential::key));
            }

            private static <T> Map<String, StoredRecord<T>> byKey(List<StoredRecord<T>> rows, Function<T, String> key) {
                return rows.stream().collect(toMap(row -> key.apply(row.content()), row -> row));
            }
        }

        Installation(Sweep sweep, boolean baseline) {
            this(sweep.identity().id());
            store(sweep.observations(), baseline);
        }

        /** Creates an installation whose table is empty. */
        Installation(IdentityId identity) {
            this.identity = identity;
            this.detect = new DetectChanges(
                    access,
                    new InMemoryIdentityAliasStore(),
                    new InventoryChangeRecorder(new InMemoryLogStore(), new InMemorySaltStore(), findings),
                    findings,
                    new InMemoryApprovalOfRecordStore(),
                    new InMemoryWorkQueue<AlertWork>(clock),
                    Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard()),
                    Duration.ZERO,
                    new InMemoryPathFactStore(),
                    PathSettings.none(),
                    new DetectLeavingOwners.HandOver(14, Map.of()),
                    clock);
        }

        void store(List<AccessObservation> rows, boolean baseline) {
            access.apply(ACME, new ObservationBatch(MONDAY, baseline, rows));
        }

        /** Returns the changes since the last call of this method. */
        List<RowChange> changes() {
            IdentityRecord stored = access.identityRecord(ACME, identity).orElseThrow();
            List<RowChange> changes = new ArrayList<>();
            addChange(changes, known.identity(), stored.identity(), RowChange.OfIdentity::new);
            stored.grants()
                    .forEach(row -> addChange(
                            changes,
                            Optional.ofNullable(known.grants().get(row.content().key())),
                            row,
                            RowChange.OfGrant::new));
            stored.credentials()
                    .forEach(row -> addChange(
                            changes,
                            Optional.ofNullable(
                                    known.credentials().get(row.content().key())),
                            row,
                            RowChange.OfCredential::new));
            known = KnownRows.of(stored);
            return changes;
        }

        private static <T> void addChange(
                List<RowChange> changes,
                Optional<StoredRecord<T>> before,
                StoredRecord<T> after,
                BiFunction<Optional<StoredRecord<T>>, StoredRecord<T>, RowChange> change) {
            if (!before.equals(Optional.of(after))) {
                changes.add(change.apply(before, after));
            }
        }

        void handle(List<RowChange> changes) {
            detect.handleIdentity(new IdentityChangeBatch(ACME, identity, changes, Timestamp.unknown(), List.of()));
        }

        List<Finding> findings() {
            return findings.openByIdentity(ACME, identity);
        }

        Optional<IdentitySummary> summary() {
            return access.outline(ACME, identity).flatMap(IdentityRecord::summary);
        }
    }

    @Provide
    Arbitrary<Sweep> sweeps() {
        Arbitrary<NonHumanIdentity> identities = Combinators.combine(
                        Arbitraries.of("Otter.ai", "Acme Payroll"), Arbitraries.of(ProviderStatus.class))
                .as((name, standing) -> NonHumanIdentity.of(ID, new ProviderId("google"), "oauth-client", name)
                        .withStanding(standing));
        return Combinators.combine(
                        identities,
                        Arbitraries.of(true, false),
                        grants().list().ofMaxSize(9).uniqueElements(Grant::key),
                        credentials().list().ofMaxSize(3).uniqueElements(Credential::key))
                .as(Sweep::new)
                .filter(sweep -> !sweep.observations().isEmpty());
    }

    private static Arbitrary<Grant> grants() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.integers().between(1, SCOPES.size()),
                        Arbitraries.of(ProviderStatus.class),
                        Arbitraries.of(Timestamp.unknown(), Timestamp.at(MONDAY), Timestamp.at(MONDAY.minusSeconds(9))))
                .as((person, count, standing, at) -> {
                    PersonId granter = new PersonId(GOOGLE, "20" + person);
                    return Grant.of(
                                    "user/" + person,
                                    GrantSubject.person(granter),
                                    "google",
                                    PermissionKind.DELEGATED,
                                    SCOPES.subList(0, count))
                            .withStanding(standing)
                            .withGranted(KnownOrUnknown.known(granter), at);
                });
    }

    private static Arbitrary<Credential> credentials() {
        return Combinators.combine(Arbitraries.integers().between(0, 5), Arbitraries.of(ProviderStatus.class))
                .as((number, standing) ->
                        Credential.of("key/" + number, CredentialType.TOKEN, "").withStanding(standing));
    }
}
