package io.grantkeeper.functions.detectchanges;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.detection.ApprovedIdentities;
import io.grantkeeper.detection.DetectionSettings;
import io.grantkeeper.detection.Detector;
import io.grantkeeper.detection.RowChange;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.PathFactRow;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import io.grantkeeper.paths.PathChanges;
import io.grantkeeper.paths.PathRules;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.paths.PathTenantConverter;
import io.grantkeeper.paths.PathZone;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemoryPathFactStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Compares the findings from individual changes with a full computation from all stored rows. */
class DetectPathsPropertyTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    private static final int IDENTITIES = 4;
    private static final List<String> PERMISSIONS = List.of(
            "roles/iam.serviceAccountTokenCreator",
            "https://www.googleapis.com/auth/admin.directory.rolemanagement",
            "https://www.googleapis.com/auth/gmail.readonly",
            "openid");
    private static final List<PathZone> ZONES = List.of(
            new PathZone("finance-mail", Set.of(), Set.of("read mail")),
            new PathZone("payroll", Set.of(identity(3).id().toString()), Set.of()));

    /**
     * A change: an identity receives or loses a permission.
     *
     * @param again the number of times that the stream delivers the change again
     * @param last whether the stream delivers all changes so far as one batch after this change
     */
    record Change(int identity, int permission, int again, boolean last) {}

    private static NonHumanIdentity identity(int number) {
        return NonHumanIdentity.of(
                        new IdentityId(GOOGLE, IdentityKind.SERVICE_ACCOUNT, "account-" + number),
                        new ProviderId("google"),
                        "service-account",
                        "account-" + number)
                .withStanding(ProviderStatus.ACTIVE);
    }

    private static Grant grant(int permission) {
        return Grant.of(
                        "grant/" + permission,
                        GrantSubject.tenant(),
                        "google",
                        PermissionKind.APPLICATION,
                        List.of(PERMISSIONS.get(permission)))
                .withStanding(ProviderStatus.ACTIVE);
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, IDENTITIES - 1),
                        Arbitraries.integers().between(0, PERMISSIONS.size() - 1),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(true, true, false))
                .as(Change::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T09:00:00Z"));
    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    private final InMemoryPathFactStore facts = new InMemoryPathFactStore();
    private final DetectChanges detect = new DetectChanges(
            access,
            new InMemoryIdentityAliasStore(),
            new InventoryChangeRecorder(new InMemoryLogStore(), new InMemorySaltStore(), findings),
            findings,
            new InMemoryApprovalOfRecordStore(),
            new InMemoryWorkQueue<AlertWork>(clock),
            Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard()),
            Duration.ZERO,
            facts,
            new PathSettings(ZONES, List.of()),
            new DetectLeavingOwners.HandOver(14, Map.of()),
            clock);

    private IdentityChangeBatch store(Change change) {
        clock.advance(Duration.ofMinutes(1));
        NonHumanIdentity identity = identity(change.identity());
        Grant grant = grant(change.permission());
        Optional<IdentityRecord> before = access.identityRecord(ACME, identity.id());
        Optional<StoredRecord<Grant>> held = row(before, grant);
        AccessObservation.GrantObserved observed = new AccessObservation.GrantObserved(identity, grant);
        if (held.filter(StoredRecord::isLive).isPresent()) {
            access.remove(ACME, List.of(observed.key()), clock.instant());
        } else {
            access.apply(ACME, new ObservationBatch(clock.instant(), false, List.of(observed)));
        }
        Optional<IdentityRecord> after = access.identityRecord(ACME, identity.id());
        List<RowChange> changes = new ArrayList<>();
        if (before.isEmpty()) {
            changes.add(new RowChange.OfIdentity(
                    Optional.empty(), after.orElseThrow().identity()));
        }
        changes.add(new RowChange.OfGrant(held, row(after, grant).orElseThrow()));
        return new IdentityChangeBatch(ACME, identity.id(), changes, Timestamp.unknown(), List.of());
    }

    private static Optional<StoredRecord<Grant>> row(Optional<IdentityRecord> rows, Grant grant) {
        return rows.stream()
                .flatMap(one -> one.grants().stream())
                .filter(one -> one.content().key().equals(grant.key()))
                .findFirst();
    }

    private Map<String, Set<String>> fullComputation() {
        List<IdentityRecord> all = new ArrayList<>();
        for (int i = 0; i < IDENTITIES; i++) {
            access.identityRecord(ACME, identity(i).id()).ifPresent(all::add);
        }
        return PathChanges.exposed(
                PathRules.standard(),
                new PathTenantConverter(Map.of(GOOGLE, "google"), clock.instant())
                        .convert(ACME, all, List.of())
                        .withZones(ZONES));
    }

    private List<Finding> openPathFindings() {
        List<Finding> open = new ArrayList<>();
        for (int i = 0; i < IDENTITIES; i++) {
            findings.openByIdentity(ACME, identity(i).id()).stream()
                    .filter(finding -> finding.type() == FindingType.PATH_OPENED)
                    .forEach(open::add);
        }
        return open;
    }

    @Property(seed = "41", tries = 150, edgeCases = EdgeCasesMode.NONE)
    void findingsMatchFullComputation(@ForAll("changes") List<Change> changes, @ForAll Random random) {
        DetectPathsPropertyTest run = new DetectPathsPropertyTest();
        run.play(changes, random);
    }

    private void play(List<Change> changes, Random random) {
        detect.paths().reconcile(ACME, Map.of(), Map.of(), Map.of());
        List<IdentityChangeBatch> pending = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            IdentityChangeBatch batch = store(change);
            pending.addAll(Collections.nCopies(1 + change.again(), batch));
            if (!change.last() && i + 1 < changes.size()) {
                continue;
            }
            // Batches of different identities arrive in any order, and in one invocation or several.
            List<String> keys = new ArrayList<>();
            for (IdentityChangeBatch one : shuffled(pending, random)) {
                detect.handleIdentity(one).ifPresent(keys::add);
                if (random.nextBoolean()) {
                    detect.examinePaths(ACME, keys);
                    keys.clear();
                }
            }
            detect.examinePaths(ACME, keys);
            pending.clear();
            compare();
        }
    }

    /** Shuffles batches but keeps the order of each identity's batches, as the stream does. */
    private static List<IdentityChangeBatch> shuffled(List<IdentityChangeBatch> batches, Random random) {
        Map<IdentityId, Deque<IdentityChangeBatch>> queues = new HashMap<>();
        List<IdentityId> turns = new ArrayList<>();
        for (IdentityChangeBatch batch : batches) {
            queues.computeIfAbsent(batch.identity(), _ -> new ArrayDeque<>()).add(batch);
            turns.add(batch.identity());
        }
        Collections.shuffle(turns, random);
        return turns.stream().map(turn -> queues.get(turn).remove()).toList();
    }

    private void compare() {
        assertThat(facts.all(ACME)).noneMatch(PathFactRow::isPending);
        Set<String> reported = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (PathFactRow row : facts.all(ACME)) {
            for (PathFactRow.OpenedPath path : row.opened()) {
                path.sources().forEach(source -> reported.add(path.zone() + " " + source));
                assertThat(keys.add(path.finding())).isTrue();
            }
        }
        Set<String> exposed = new HashSet<>();
        fullComputation().forEach((zone, sources) -> sources.forEach(source -> exposed.add(zone + " " + source)));
        assertThat(reported).containsAll(exposed);
        assertThat(openPathFindings()).extracting(Finding::key).containsExactlyInAnyOrderElementsOf(keys);
        if (exposed.isEmpty()) {
            assertThat(keys).isEmpty();
        }
        Statistics.label("exposed")
                .collect(!exposed.isEmpty())
                .coverage(coverage -> coverage.check(true).percentage(p -> p > 20));
    }
}
